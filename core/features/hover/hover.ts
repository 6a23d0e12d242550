/** What to tell about the word under the cursor, in Markdown. */

import { TLS_FAMILIES } from "../../knowledge/tls-families.ts";
import { TLS_FILES } from "../../knowledge/tls-files.ts";
import type { Span } from "../../text.ts";
import { type Cursor, placesOf } from "../cursor.ts";
import { paragraphs } from "../markdown.ts";
import { holdsEntries } from "../symbols/blocks.ts";
import { fileSection } from "./certificates.ts";
import { hopSection, listenSection, serverSection } from "./connections.ts";
import { directiveHead, directiveSection } from "./directive.ts";
import { effectiveSection } from "./effective.ts";
import { includeSection } from "./includes.ts";
import { type NameMeaning, nameMeaning } from "./names.ts";
import type { HoverRequest, Subject } from "./request.ts";
import { entryWordMeaning, valueMeaning } from "./values.ts";
import { variableMeaning } from "./variables.ts";

export type { LinkTo } from "../markdown.ts";

export interface HoverText {
  readonly markdown: string;
  /** What it is about, in the cursor's file. */
  readonly span: Span;
}

/** Undefined where there is nothing to tell: a comment, a blank, a brace, the entries of a map. */
export function hoverAt(request: HoverRequest): HoverText | undefined {
  const subject = subjectOf(request);
  if (!subject) return undefined;
  const found = subject.index < 0 ? nameHover(subject) : argumentHover(subject);
  return found && found.markdown !== "" ? found : undefined;
}

/** True if `HoverRequest.files` matters. */
export function asksForFiles({ directive }: Cursor): boolean {
  return directive !== undefined && TLS_FILES.has(directive.name.text);
}

function subjectOf(request: HoverRequest): Subject | undefined {
  const { configs, cursor } = request;
  const { directive, word, index, file } = cursor;
  if (!directive || !word || index === undefined) return undefined;
  for (const config of configs) {
    const places = placesOf(config, file, directive);
    const [located] = places;
    if (located) return { ...request, config, located, places, word, index };
  }
  return undefined;
}

const PASSES: ReadonlySet<string> = new Set(TLS_FAMILIES.map((it) => it.passDirective));

/** On the directive's name: what it does here, then what it is. */
function nameHover(subject: Subject): HoverText | undefined {
  const { located, word } = subject;
  if (holdsEntries(located.scope.kind)) return entryHover(subject);
  const facts = paragraphs(
    effectiveSection(subject),
    connectionSection(subject),
    fileSection(subject),
    includeSection(subject),
  );
  const documentation = directiveSection(subject);
  const parts = [facts, documentation].filter((it) => it !== undefined && it !== "");
  return { markdown: parts.join("\n\n---\n\n"), span: word.span };
}

function connectionSection(subject: Subject): string | undefined {
  const { located } = subject;
  const name = located.directive.name.text;
  if (PASSES.has(name)) return hopSection(subject);
  if (name === "listen") return listenSection(subject);
  if (name === "server") return serverSection(located.block, subject);
  return name === "server_name" ? serverSection(located.scope, subject) : undefined;
}

/** On an argument: what it means, then what its directive takes. */
function argumentHover(subject: Subject): HoverText | undefined {
  const { located, word, index } = subject;
  if (holdsEntries(located.scope.kind)) return entryHover(subject);
  const variable = variableMeaning(subject);
  if (variable) return { markdown: variable.text, span: variable.span };
  const name = located.directive.name.text;
  const isTarget = index === 0 && (PASSES.has(name) || name === "listen");
  const value = valueMeaning(subject);
  const named = isTarget || value ? nameIn(subject) : nameMeaning(subject);
  if (named && named.kind !== "upstream") return { markdown: named.text, span: named.span };
  const about = paragraphs(
    value?.text,
    isTarget || name === "server_name" ? connectionSection(subject) : named?.text,
    index === 0 ? (fileSection(subject) ?? includeSection(subject)) : undefined,
  );
  const head = directiveHead(subject);
  const parts = [about, head].filter((it) => it !== undefined && it !== "");
  return { markdown: parts.join("\n\n---\n\n"), span: value?.span ?? word.span };
}

/** Names within a word of another meaning. To look for them takes the names of the whole configuration. */
function nameIn(subject: Subject): NameMeaning | undefined {
  const named = /[@=]|shared:/.test(subject.word.text) ? nameMeaning(subject) : undefined;
  return named?.byKey ? undefined : named;
}

/** In a map, a word is a name, one of the block's own words, or nothing. */
function entryHover(subject: Subject): HoverText | undefined {
  const named = variableMeaning(subject) ?? nameMeaning(subject);
  if (named) return { markdown: named.text, span: named.span };
  const text = subject.index < 0 ? entryWordMeaning(subject) : undefined;
  return text === undefined ? undefined : { markdown: text, span: subject.word.span };
}
