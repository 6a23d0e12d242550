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
  /** True if the first value is only named, not given: it is what the user must know. */
  readonly asks: boolean;
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

/** One argument of a snippet: fixed text, or a tab stop. */
type Piece =
  | { readonly kind: "fixed"; readonly text: string }
  /** The documented name of a value, behind a parameter's sign. */
  | { readonly kind: "name"; readonly text: string; readonly prefix?: string }
  | { readonly kind: "example"; readonly text: string }
  | { readonly kind: "choice"; readonly words: readonly string[] };

/** Where the syntax says less than people want to start from. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...PROTOCOL_DIRECTIVES.map((it): [string, readonly string[]] => [it, ["TLSv1.2 TLSv1.3"]]),
  ["location", ["/"]],
  ["if", ["($condition)"]],
  ["ssl_session_cache", ["shared:SSL:10m"]],
  ["worker_processes", ["auto"]],
  ["access_log", ["/var/log/nginx/access.log"]],
  ["error_log", ["/var/log/nginx/error.log", "warn"]],
  ["pid", ["/run/nginx.pid"]],
  ["root", ["/var/www/html"]],
  ["ssl_session_timeout", ["1d"]],
  ["perl", ["module::function"]],
  ["perl_set", ["$variable", "module::function"]],
]);

/** Orders that differ from the documented one. */
const CHOICES: ReadonlyMap<string, readonly string[]> = new Map([
  ["proxy_http_version", ["1.1", "2", "1.0"]],
  ["ssl_verify_client", ["on", "optional", "optional_no_ca", "off"]],
]);

function makeText(row: DirectiveRow): DirectiveText {
  const pieces = row.max === 0 ? [] : piecesOf(row);
  const [first] = pieces;
  const end = row.block ? " {\n\t$0\n}" : ";$0";
  let stop = 0;
  const words = pieces.map((it) =>
    it.kind === "fixed" ? escapeSnippet(it.text) : write(it, ++stop),
  );
  const bare = row.block ? " {" : ";";
  return {
    snippet: `${[row.name, ...words].join(" ")}${end}`,
    plain: `${row.name}${first === undefined ? bare : " "}`,
    asks: first?.kind === "name",
  };
}

function write(piece: Exclude<Piece, { readonly kind: "fixed" }>, stop: number): string {
  if (piece.kind === "choice") return `\${${stop}|${piece.words.map(escapeChoice).join(",")}|}`;
  const prefix = piece.kind === "name" ? (piece.prefix ?? "") : "";
  return `${escapeSnippet(prefix)}\${${stop}:${escapeSnippet(piece.text)}}`;
}

function piecesOf(row: DirectiveRow): readonly Piece[] {
  const usual = USUAL.get(row.name);
  if (usual) return usual.map((text) => ({ kind: "example", text }));
  const choices = CHOICES.get(row.name);
  if (choices) return [choiceOf(choices)];
  const alternatives = (syntaxOf(row)?.forms ?? []).flatMap(alternativesOf);
  const literals = alternatives.map(onlyLiteral);
  if (alternatives.length > 0 && literals.every((it) => it !== undefined)) {
    return [choiceOf(literals)];
  }
  if (row.slot === "flag") return [choiceOf(["on", "off"])];
  const best = alternatives.find((it) => it.some(hasValue) && it.some((term) => !term.optional));
  if (best) return requiredPieces(row, best);
  if (row.slot === "enum" && row.values) return [choiceOf(row.values)];
  if (row.min === 0) return [];
  const example = syntaxOf(row)?.default ?? firstLiteral(alternatives);
  const name: Piece = { kind: "name", text: SLOTS[row.slot ?? ""] ?? "value" };
  const rest = Array.from({ length: row.min - 1 }, () => name);
  return [example === undefined ? name : { kind: "example", text: example }, ...rest];
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

function firstLiteral(alternatives: readonly Alternative[]): string | undefined {
  return alternatives[0]?.[0]?.options.find((it) => it.kind === "literal")?.text;
}

function onlyLiteral(terms: Alternative): string | undefined {
  const [term, second] = terms;
  const [option, other] = term?.options ?? [];
  const alone = !second && !other && term && !term.optional && !term.repeated;
  return alone && option?.kind === "literal" ? option.text : undefined;
}

function hasValue({ options }: SyntaxTerm): boolean {
  return options.some((it) => it.kind !== "literal");
}

function requiredPieces(row: DirectiveRow, terms: Alternative): readonly Piece[] {
  const required = terms.filter((it) => !it.optional);
  const [only, second] = required;
  const value = second || only?.repeated ? undefined : syntaxOf(row)?.default;
  if (value !== undefined && /^[\w./:-]+$/.test(value) && !/^(off|none)$/.test(value)) {
    return [{ kind: "example", text: value }];
  }
  return required.map(({ options }) => {
    const [first] = options;
    const words = options.filter((it) => it.kind === "literal").map((it) => it.text);
    if (words.length === options.length) return choiceOf(words);
    if (first?.kind !== "parameter") return { kind: "name", text: first?.text ?? "" };
    return { kind: "name", text: first.rest.replaceAll(/[<>[\]]/g, ""), prefix: first.text };
  });
}

function choiceOf(words: readonly string[]): Piece {
  const [only, second] = words;
  return only !== undefined && second === undefined
    ? { kind: "fixed", text: only }
    : { kind: "choice", words };
}
