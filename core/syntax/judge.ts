/**
 * What nginx surely refuses, as far as recovery must know it. Everything here errs towards "accepted":
 * a wrong "refused" would become a false error on a valid configuration.
 */
import { wrongCount } from "./errors.ts";
import { nestedLocationComplaint } from "./nested-location.ts";
import type { Vocabulary, Word } from "./tree.ts";

/** How a directive ends: `"}"` and `""` (end of file) where its own terminator is missing. */
export type Terminator = ";" | "{" | "}" | "";

/** What nginx does with the names in a block. */
export type Body =
  /** Looks them up as directives. */
  | "directives"
  /** Hands them to the block's own reader, which refuses a nested `{`. */
  | "entries"
  /** Not known to us. */
  | "unknown";

/** Blocks of nginx whose content is directives, by name. In other blocks any word may stand. */
export const DIRECTIVE_BODIES: ReadonlySet<string> = new Set([
  "events",
  "http",
  "if",
  "limit_except",
  "location",
  "mail",
  "server",
  "stream",
  "upstream",
]);

/** Blocks with a reader of their own, and how many words it takes at most in one entry. */
const ENTRY_BODIES: ReadonlyMap<string, number> = new Map([
  ["charset_map", 2],
  ["geo", 2],
  ["map", 2],
  ["split_clients", Number.POSITIVE_INFINITY],
  ["types", Number.POSITIVE_INFINITY],
]);

interface Parameters {
  readonly name: RegExp;
  readonly from: number;
  readonly form: RegExp;
  /** What nginx calls a refused one. */
  readonly what: "parameter" | "value";
}

/** Directives with any number of arguments that must, from an index on, have one of these forms. */
const PARAMETERS: readonly Parameters[] = [
  {
    name: /^listen$/,
    from: 1,
    form: /=|^(accept_filter|bind|default|default_server|deferred|http2|multipath|proxy_protocol|quic|reuseport|spdy|ssl)$/,
    what: "parameter",
  },
  { name: /^server$/, from: 1, form: /=|^(backup|down|drain|resolve)$/, what: "parameter" },
  { name: /_cache_path$/, from: 1, form: /=/, what: "parameter" },
  { name: /(^|_)ssl_protocols$/, from: 0, form: /^(SSL|TLS)v/i, what: "value" },
];

const LOCATION_MODIFIERS: ReadonlySet<string> = new Set(["=", "~", "~*", "^~"]);

export class Judge {
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  isDirective(name: string): boolean {
    return this.#vocabulary.isDirective(name);
  }

  /** What is in a block `name` that stands in a body of kind `outer`. */
  bodyOf(name: string, outer: Body): Body {
    if (outer !== "directives") return "unknown";
    if (DIRECTIVE_BODIES.has(name)) return "directives";
    return ENTRY_BODIES.has(name) ? "entries" : "unknown";
  }

  takesEntries(name: string): boolean {
    return ENTRY_BODIES.has(name);
  }

  /** Whether `name` is a block directive in `parent`; undefined if it may be either. */
  isBlock(name: string, parent: string, argumentCount: number): boolean | undefined {
    if (name !== "server") return this.#vocabulary.isBlock(name);
    if (parent === "upstream") return false;
    return parent === "" && argumentCount > 0 ? undefined : true;
  }

  /** True if `child` can't stand directly in a `parent` block. */
  rejectsParent(child: string, parent: string): boolean {
    return this.#vocabulary.rejectsParent(child, parent);
  }

  /** What nginx says of a directive in a block; undefined if it may accept it. */
  complaint(
    child: string,
    args: readonly Word[],
    outer: { readonly name: string; readonly args: readonly Word[] },
  ): string | undefined {
    if (this.rejectsParent(child, outer.name)) return `"${child}" directive is not allowed here`;
    if (child !== "location" || outer.name !== "location") return undefined;
    return nestedLocationComplaint(args, outer.args);
  }

  /** True if nginx refuses the words `[from, end of words)` as one directive of a `parent` block. */
  refuses(
    words: readonly Word[],
    from: number,
    terminator: Terminator,
    parent: { readonly name: string; readonly body: Body },
  ): boolean {
    const count = words.length - from - 1;
    if (parent.body === "unknown") return false;
    if (parent.body === "entries") return count + 1 > (ENTRY_BODIES.get(parent.name) ?? 0);
    const name = words[from]?.text ?? "";
    if (!this.#vocabulary.isDirective(name)) return true;
    if (parent.name !== "" && this.rejectsParent(name, parent.name)) return true;
    const isBlock = this.isBlock(name, parent.name, count);
    if (terminator === "{" && isBlock === false) return true;
    if (terminator === ";" && isBlock === true) return true;
    return this.rejectsCount(name, count) || parameterComplaint(words, from, isBlock) !== undefined;
  }

  /** What nginx says of the words `[from, end of words)` as a directive; undefined if it may accept them. */
  argumentComplaint(
    words: readonly Word[],
    from: number,
    isBlock: boolean | undefined,
  ): string | undefined {
    const name = words[from]?.text ?? "";
    return this.rejectsCount(name, words.length - from - 1)
      ? wrongCount(name)
      : parameterComplaint(words, from, isBlock);
  }

  rejectsCount(name: string, count: number): boolean {
    return this.#vocabulary.rejectsCount(name, count);
  }
}

/** Copies no words: of a long statement it is asked for each directive that it may be. */
function parameterComplaint(
  words: readonly Word[],
  from: number,
  isBlock: boolean | undefined,
): string | undefined {
  const text = words[from]?.text ?? "";
  const first = words[from + 1];
  if (text === "location" && words.length - from === 3 && first) {
    const isModifier = LOCATION_MODIFIERS.has(first.text);
    return isModifier ? undefined : `invalid location modifier "${first.text}"`;
  }
  if (isBlock === true) return text === "server" && first ? wrongCount(text) : undefined;
  const rule = PARAMETERS.find((it) => it.name.test(text));
  if (!rule) return undefined;
  for (let at = from + 1 + rule.from; at < words.length; at++) {
    const argument = words[at]?.text ?? "";
    if (!rule.form.test(argument)) return `invalid ${rule.what} "${argument}"`;
  }
  return undefined;
}
