/** Documented forms of directives, taken apart: `<address> [valid=<time>] [ipv4=on|off]`. */
import { splitOutsideBrackets } from "./brackets.ts";

/** One word that may stand at a term's place. */
export type SyntaxOption =
  | { readonly kind: "literal"; readonly text: string }
  /** `valid=`, `shared:`; with the words that can follow where they are known. */
  | {
      readonly kind: "parameter";
      readonly text: string;
      readonly values: readonly string[];
      /** What stands for the rest, as documented: `<time>`, `<name>:<size>`. */
      readonly rest: string;
    }
  /** Anything; `text` is its documented name. */
  | { readonly kind: "value"; readonly text: string };

export interface SyntaxTerm {
  readonly options: readonly SyntaxOption[];
  readonly optional: boolean;
  /** True if any number of further ones may follow. */
  readonly repeated: boolean;
}

/** The terms of one alternative, in order. */
export type Alternative = readonly SyntaxTerm[];

export function alternativesOf(form: string): readonly Alternative[] {
  return split(form.replace(/\s*\{\.\.\.\}$/, ""), " | ").map(termsOf);
}

/** The words that may stand as argument `index` after these. */
export function optionsAt(
  forms: readonly string[],
  args: readonly string[],
): readonly SyntaxOption[] {
  const found = new Map<string, SyntaxOption>();
  for (const alternative of forms.flatMap(alternativesOf)) {
    for (const option of optionsOf(alternative, args)) {
      const key = `${option.kind} ${option.text}`;
      if (!found.has(key)) found.set(key, option);
    }
  }
  return [...found.values()];
}

function optionsOf(terms: Alternative, args: readonly string[]): readonly SyntaxOption[] {
  const index = args.length;
  const found: SyntaxOption[] = [];
  let position = 0;
  let slack = 0;
  let fits = true;
  for (const term of terms) {
    const reachable = index >= position;
    if (term.optional) {
      if (fits && reachable) found.push(...term.options);
      if (term.repeated) slack = Number.POSITIVE_INFINITY;
      else slack++;
      continue;
    }
    if (fits && reachable && (index <= position + slack || term.repeated)) {
      found.push(...term.options);
    }
    if (index > position && slack === 0) fits &&= mayBe(term, args[position] ?? "");
    if (term.repeated) slack = Number.POSITIVE_INFINITY;
    position++;
  }
  return found;
}

function mayBe({ options }: SyntaxTerm, word: string): boolean {
  return options.some((it) => {
    if (it.kind === "value") return true;
    return it.kind === "literal" ? it.text === word : word.startsWith(it.text);
  });
}

function termsOf(text: string): Alternative {
  const terms: SyntaxTerm[] = [];
  for (const token of split(text.trim(), " ")) {
    const last = terms.at(-1);
    if (token === "…" || token === "...") {
      if (last) terms.splice(-1, 1, { ...last, repeated: true });
    } else if (token.startsWith("[") && matching(token, 0) === token.length - 1) {
      terms.push(...optionalTerms(token.slice(1, -1)));
    } else if (token !== "") {
      terms.push({ options: atomsOf(token), optional: false, repeated: false });
    }
  }
  return terms;
}

function optionalTerms(inner: string): SyntaxTerm[] {
  const alternatives = split(inner, " | ").map(termsOf);
  const [only, second] = alternatives;
  if (only && !second) return only.map((it) => ({ ...it, optional: true }));
  const options = alternatives.flatMap((it) => it[0]?.options ?? []);
  return [{ options, optional: true, repeated: false }];
}

/** `on`, `on|off`, `<name>`, `valid=<time>`, `threads[=<pool>]`, `shared:<name>:<size>`. */
function atomsOf(token: string): readonly SyntaxOption[] {
  if (/^[<([]/.test(token)) {
    return [{ kind: "value", text: /^(?:\[.*\])?<([^>]*)>/.exec(token)?.[1] ?? token }];
  }
  if (/^[=@'"]./.test(token)) return [{ kind: "value", text: token }];
  const [, key = "", rest = ""] = /^([^<[|=:]*[=:])(.*)$/.exec(token) ?? [];
  if (key !== "" && rest === "") return [{ kind: "literal", text: key }];
  if (key !== "") return [parameter(key, rest)];
  const bracket = token.indexOf("[");
  const bare = bracket < 0 ? token : token.slice(0, bracket);
  const words = bare.split("|").map((text): SyntaxOption => ({ kind: "literal", text }));
  const [, sign = "", tail = ""] = /\[([=:])(.*)\]$/.exec(token) ?? [];
  return sign === "" ? words : [...words, parameter(bare + sign, tail)];
}

function parameter(text: string, rest: string): SyntaxOption {
  const values = split(rest, "|").filter((it) => /^[\w.-]+$/.test(it));
  return { kind: "parameter", text, values, rest };
}

function split(text: string, separator: string): readonly string[] {
  return splitOutsideBrackets(text, separator).map((it) => it.text);
}

/** Where the bracket that opens at `open` is closed. */
function matching(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at;
  }
  return -1;
}
