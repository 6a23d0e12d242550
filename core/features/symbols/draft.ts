/** What the words of one directive say about names, before the rest of the configuration is looked at. */

export type SymbolKind =
  | "upstream"
  | "named location"
  | "variable"
  | "zone"
  | "cache"
  | "log format"
  | "match block"
  | "provider"
  | "issuer";

/**
 * `candidate`: names an upstream if one of that name is defined, else a host. `value`: names an upstream if its
 * variable stands where a pass has its host.
 */
export type DraftRole = "definition" | "use" | "candidate" | "value";

export interface Draft {
  readonly kind: SymbolKind;
  readonly role: DraftRole;
  /** As written, without `$`, `@` and braces. */
  readonly name: string;
  /** Names are told apart only within one: a module family, or the owner of a zone. */
  readonly domain: string;
  /** Index of the argument; -1 for the directive's name. */
  readonly argument: number;
  /** UTF-16 offsets of the name in the argument's text, half-open. */
  readonly start: number;
  readonly end: number;
  /** The same with `$`, `@` and braces. */
  readonly from: number;
  readonly to: number;
  /** Of a `value` outside a block of entries: the variable that gets it. */
  readonly variable?: string;
}

/** The name as nginx compares it. */
export function comparedName(kind: SymbolKind, name: string): string {
  return CASELESS.has(kind) ? name.toLowerCase() : name;
}

/** nginx looks these up without regard to case. */
const CASELESS: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  "upstream",
  "variable",
  "log format",
]);

/** A draft whose name is a whole argument or the end of one. */
export function draftAt(
  of: Pick<Draft, "kind" | "role" | "domain">,
  argument: number,
  start: number,
  name: string,
  sigil = 0,
): Draft {
  const end = start + name.length;
  return { ...of, name, argument, start, end, from: start - sigil, to: end };
}
