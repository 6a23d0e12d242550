/** A whole directive as a snippet, whose tab stops follow the documented syntax. */
import type { DirectiveRow } from "../../knowledge/directives.ts";
import { PROTOCOL_DIRECTIVES } from "../../knowledge/protocols.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { type Alternative, alternativesOf, type SyntaxTerm } from "../../knowledge/syntax-form.ts";
import { escapeChoice, escapeSnippet } from "./item.ts";

export interface DirectiveText {
  /** In the syntax of LSP's snippets, with `\t` for one indentation. */
  readonly snippet: string;
  /** Without tab stops, up to where the first value goes. */
  readonly plain: string;
  /** True if it takes values. */
  readonly hasValues: boolean;
}

export function directiveText(row: DirectiveRow): DirectiveText {
  let text = TEXTS.get(row);
  if (!text) {
    text = makeText(row);
    TEXTS.set(row, text);
  }
  return text;
}

/** Rows are made once. */
const TEXTS = new WeakMap<DirectiveRow, DirectiveText>();

/** Where the syntax says less than people want to start from. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...PROTOCOL_DIRECTIVES.map((it): [string, readonly string[]] => [it, ["TLSv1.2 TLSv1.3"]]),
  ["location", ["/"]],
  ["if", ["($condition)"]],
  ["ssl_session_cache", ["shared:SSL:10m"]],
  ["worker_processes", ["auto"]],
  ["access_log", ["/var/log/nginx/access.log"]],
  ["error_log", ["/var/log/nginx/error.log", "warn"]],
  ["proxy_pass", ["http://backend"]],
  ["fastcgi_pass", ["unix:/run/php/php-fpm.sock"]],
  ["ssl_session_timeout", ["1d"]],
  ["perl", ["module::function"]],
  ["perl_set", ["$variable", "module::function"]],
]);

function makeText(row: DirectiveRow): DirectiveText {
  const values = row.max === 0 ? [] : valuesOf(row);
  const plain = `${row.name}${row.max === 0 ? (row.block ? " {" : ";") : " "}`;
  const end = row.block ? " {\n\t$0\n}" : ";$0";
  return { snippet: `${[row.name, ...values].join(" ")}${end}`, plain, hasValues: row.max !== 0 };
}

function valuesOf(row: DirectiveRow): readonly string[] {
  const forms = syntaxOf(row)?.forms ?? [];
  const isStream = row.module.startsWith("ngx_stream");
  const usual = isStream && row.name.endsWith("_pass") ? undefined : USUAL.get(row.name);
  if (usual) return usual.map((it, index) => placeholder(index + 1, it));
  const alternatives = forms.flatMap(alternativesOf);
  const literals = alternatives.map(onlyLiteral);
  if (alternatives.length > 0 && literals.every((it) => it !== undefined)) {
    return [choice(1, literals)];
  }
  if (row.slot === "flag") return [choice(1, ["on", "off"])];
  const best = alternatives.find((it) => it.some(hasValue) && it.some((term) => !term.optional));
  if (best) return requiredTerms(best, defaultOf(row, best));
  if (row.slot === "enum" && row.values) return [choice(1, row.values)];
  const first = alternatives[0]?.[0]?.options.find((it) => it.kind === "literal");
  const count = Math.max(1, row.min);
  return Array.from({ length: count }, (_, index) =>
    placeholder(index + 1, index === 0 && first ? first.text : (SLOTS[row.slot ?? ""] ?? "value")),
  );
}

/** What standard slots of nginx take. */
const SLOTS: Readonly<Record<string, string>> = {
  number: "number",
  size: "size",
  offset: "size",
  msec: "time",
  sec: "time",
  path: "path",
};

function onlyLiteral(terms: Alternative): string | undefined {
  const [term, second] = terms;
  const [option, other] = term?.options ?? [];
  const alone = !second && !other && term && !term.optional && !term.repeated;
  return alone && option?.kind === "literal" ? option.text : undefined;
}

function hasValue({ options }: SyntaxTerm): boolean {
  return options.some((it) => it.kind !== "literal");
}

/** The default, where the directive takes one value and has one. */
function defaultOf(row: DirectiveRow, terms: Alternative): string | undefined {
  const text = syntaxOf(row)?.default;
  const single = terms.filter((it) => !it.optional).length === 1;
  return single && text !== undefined && /^[\w./:-]+$/.test(text) && !/^(off|none)$/.test(text)
    ? text
    : undefined;
}

function requiredTerms(terms: Alternative, value: string | undefined): readonly string[] {
  const required = terms.filter((it) => !it.optional);
  return required.map(({ options }, index) => {
    const [first] = options;
    if (value !== undefined) return placeholder(index + 1, value);
    if (first?.kind === "literal" && options.length === 1) return escapeSnippet(first.text);
    const literals = options.filter((it) => it.kind === "literal").map((it) => it.text);
    if (literals.length === options.length) return choice(index + 1, literals);
    if (first?.kind !== "parameter") return placeholder(index + 1, first?.text ?? "");
    return `${escapeSnippet(first.text)}${placeholder(index + 1, first.rest.replaceAll(/[<>[\]]/g, ""))}`;
  });
}

function placeholder(stop: number, text: string): string {
  return `\${${stop}:${escapeSnippet(text)}}`;
}

function choice(stop: number, words: readonly string[]): string {
  const [only, second] = words;
  if (only !== undefined && second === undefined) return escapeSnippet(only);
  return `\${${stop}|${words.map(escapeChoice).join(",")}|}`;
}
