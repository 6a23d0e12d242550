/** The variable under the cursor: what NGINX says of it, who defines it, which values it takes. */
import { variableDefinitions } from "../../config/definitions.ts";
import type { Located } from "../../config/scope.ts";
import { possibleValues } from "../../config/variables.ts";
import type { VariableFamily } from "../../knowledge/variables.ts";
import type { Span } from "../../text.ts";
import { bounded, bullets, code, link, paragraphs, placeLink, plain } from "../markdown.ts";
import { shorten } from "../posture/row.ts";
import { familyIn } from "../symbols/blocks.ts";
import type { Subject } from "./request.ts";

export interface VariableMeaning {
  readonly text: string;
  /** With `$` and braces. */
  readonly span: Span;
}

/** Undefined where no variable stands, or nobody knows it. */
export function variableMeaning(subject: Subject): VariableMeaning | undefined {
  const { word, cursor } = subject;
  const offset = cursor.offset - word.span.start;
  for (const match of word.raw.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
    const [whole, braced, name = braced ?? ""] = match;
    if (offset < match.index || offset > match.index + whole.length) continue;
    const start = word.span.start + match.index;
    const text = /^\d$/.test(name) ? `${code(whole)}: ${CAPTURE}` : textOf(name, subject);
    return text === "" ? undefined : { text, span: { start, end: start + whole.length } };
  }
  return undefined;
}

const CAPTURE = "what this group of the last matching regular expression captured.";
const MOST = 8;

function textOf(name: string, subject: Subject): string {
  const family = familyIn(subject.located.scope.kind) ?? "http";
  const definitions = definitionsOf(name, family, subject).map((it) => {
    const words = [it.directive.name, ...it.directive.args].map((word) => word.raw).join(" ");
    return `${code(shorten(words))} in ${placeLink(it, subject.linkTo)}`;
  });
  return paragraphs(
    documentation(name, family, subject),
    definitions.length > 0 ? `**${plain(`$${name}`)}** is defined by` : undefined,
    bullets(bounded(definitions, MOST)),
    values(name, subject),
  );
}

const DOCS = "https://nginx.org/en/docs/";

function documentation(name: string, family: VariableFamily, subject: Subject): string | undefined {
  const known = subject.documentation.variable(name, family);
  if (!known) return undefined;
  const module = plain(known.page.slice(known.page.lastIndexOf("/") + 1));
  const anchor = (known.pattern ?? name).replace(/^\$|NAME$/g, "");
  const pattern = known.pattern === undefined ? "" : `, one of ${code(known.pattern)}`;
  const source = link(module, `${DOCS}${known.page}.html#var_${anchor}`);
  return paragraphs(`**${plain(`$${name}`)}** · ${source}${pattern}`, known.text);
}

/** In the order that nginx reads in, each once. nginx compares names without regard to case. */
function definitionsOf(
  name: string,
  family: VariableFamily,
  { config }: Subject,
): readonly Located[] {
  const wanted = name.toLowerCase();
  const found = new Map<Located["directive"], Located>();
  for (const it of variableDefinitions(config.root, family)) {
    if (it.name.toLowerCase() === wanted) found.set(it.located.directive, it.located);
  }
  return [...found.values()];
}

function values(name: string, { config }: Subject): string | undefined {
  const all = possibleValues(name, config.root);
  if (!all) return undefined;
  const shown = [...new Set(all)].map((it) => code(shorten(it)));
  return `**Values**: ${bounded(shown, MOST).join(", ")}`;
}
