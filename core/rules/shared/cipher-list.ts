/** A cipher string in its directive, for the rules that judge it. */
import type { Located } from "../../config/scope.ts";
import type { FileEdit } from "../../finding.ts";
import { isUsable, type Suite, selectedBy, weaknesses } from "../../knowledge/cipher-suites.ts";
import { isTls13Name, tls13Name } from "../../knowledge/cipher-words.ts";
import {
  type CipherSelection,
  type CipherToken,
  evaluateCiphers,
} from "../../knowledge/ciphers.ts";
import { docUrl } from "../../knowledge/directives.ts";
import type { CipherChoice } from "../../knowledge/policies/policy.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import { insertAfter, replaceSpan } from "./edits.ts";
import type { RuleContext, RuleFix } from "./rule.ts";

export interface CipherList {
  readonly located: Located;
  readonly word: Word;
  readonly selection: CipherSelection;
  /** What the policy has fixes write. */
  readonly choice: CipherChoice;
}

/**
 * The string of a cipher directive; undefined where it is not one argument, or a template's placeholder
 * stands in it, or its quotes are not closed.
 */
export function readCiphers(located: Located, ctx: RuleContext): CipherList | undefined {
  const [word, ...more] = located.directive.args;
  if (!word || more.length > 0 || /[${}<>%]/.test(word.text)) return undefined;
  if (!word.raw.endsWith(word.quote) || (word.quote !== "" && word.raw.length < 2))
    return undefined;
  const choice = ctx.policyAt(located.file).ciphers(located.directive.name.text);
  return { located, word, selection: evaluateCiphers(word.text), choice };
}

/** The page of the directive. */
export function docsOfList({ located }: CipherList): string {
  return docUrl(located.directive.name.text, located.scope.place);
}

/** Where a token stands in the file. */
export function tokenSpan({ word }: CipherList, { span }: CipherToken): Span {
  const { raw, quote } = word;
  const offsets: number[] = [];
  for (let at = quote.length; offsets.length <= word.text.length; ) {
    offsets.push(word.span.start + at);
    at += /^\\["'\\trn]/.test(raw.slice(at, at + 2)) ? 2 : 1;
  }
  return { start: offsets[span.start] ?? word.span.start, end: offsets[span.end] ?? word.span.end };
}

/** The string, or the directive's name where the string goes over several lines. */
export function listSpan({ located, word }: CipherList): Span {
  return word.raw.includes("\n") ? located.directive.name.span : word.span;
}

/** Selected suites that nginx can negotiate with a peer that has a name. */
export function usableSuites({ selection }: CipherList): readonly Suite[] {
  return selection.selected.filter((it) => isUsable(it) && weaknesses(it).length === 0);
}

/** The suites that a token brings and that stay; one that goes and comes back is the later token's. */
export function suitesOf(
  token: CipherToken,
  { selected, tokens }: CipherSelection,
): readonly Suite[] {
  const later = tokens.slice(tokens.indexOf(token) + 1);
  return token.added.filter(
    (it) => selected.includes(it) && !later.some((other) => other.added.includes(it)),
  );
}

/** True if OpenSSL 3.0 knows each word of the token, even if they select nothing together. */
export function isKnown(token: CipherToken): boolean {
  return token.matches > 0 || token.text.split("+").every((it) => selectedBy(it) !== undefined);
}

/** The string without some tokens, with others at its end. */
export function rewritten(
  { word, selection }: CipherList,
  dropped: readonly CipherToken[],
  added: readonly string[] = [],
): string {
  let text = "";
  let at = 0;
  for (const token of selection.tokens) {
    const gap = word.text.slice(at, token.span.start);
    at = token.span.end;
    if (dropped.includes(token)) continue;
    text += (text === "" ? "" : gap) + word.text.slice(token.span.start, at);
  }
  return [text, ...added].filter((it) => it !== "").join(":");
}

/** The policy's list, at the security level the string asks for. */
function recommended({ selection, choice }: CipherList): string {
  const { seclevel } = selection;
  return choice.text + (seclevel === undefined ? "" : `:@SECLEVEL=${seclevel}`);
}

/** Replaces the string, keeping its quotes; by the recommended one if `text` selects nothing. */
export function replaceList(list: CipherList, text: string): FileEdit {
  const { located, word } = list;
  const usable = evaluateCiphers(text).selected.length > 0 ? text : recommended(list);
  const quote = word.quote.length;
  const span = { start: word.span.start + quote, end: word.span.end - quote };
  return replaceSpan(located.file, span, usable);
}

/** Puts the list that the policy recommends in place of this one. */
export function useRecommended(list: CipherList): RuleFix {
  return {
    title: list.choice.title,
    safety: "unsafe",
    edits: [replaceList(list, recommended(list))],
  };
}

/** Names all TLS 1.3 suites of the string where nginx takes them. */
export function moveToCommand(list: CipherList): readonly RuleFix[] {
  const { located, selection } = list;
  const command = commandOf(list);
  if (selection.selected.length === 0 || command === undefined) return [];
  if (located.scope.named(command).length > 0) return [];
  const tokens = selection.tokens.filter((it) => it.op === "" && isTls13Name(it.text));
  const names = tokens.map((it) => tls13Name(it.text)).join(":");
  return [
    {
      title: `Move the TLS 1.3 suites to "${command}"`,
      safety: "unsafe",
      edits: [
        replaceList(list, rewritten(list, tokens)),
        insertAfter(located, [`${command} Ciphersuites ${names};`]),
      ],
    },
  ];
}

/** The directive that sets TLS 1.3 suites beside this cipher directive; undefined if there is none. */
export function commandOf({ located }: CipherList): string | undefined {
  const name = located.directive.name.text;
  return /^((proxy|grpc|uwsgi)_)?ssl_ciphers$/.test(name)
    ? name.replace(/ciphers$/, "conf_command")
    : undefined;
}
