/** The kinds of words that an editor can colour, by the names that LSP gives them. */
import type { Span } from "../../text.ts";

/** Standard types, so that every theme knows them. */
export const TOKEN_TYPES = [
  /** A block, or a directive that decides what is done: `location`, `return`, `include`. */
  "keyword",
  /** Any other directive that is known. */
  "function",
  /** A variable; a directive that nobody knows. */
  "variable",
  /** `weight=` and its kin. */
  "parameter",
  /** The name of a header, or of a parameter that is passed on. */
  "property",
  /** A word out of a list: `ssl`, `least_conn`, `TLSv1.3`. */
  "enumMember",
  /** The name of an upstream. */
  "class",
  /** The name of a named location. */
  "method",
  /** The name of a zone or cache. */
  "struct",
  /** The name of a log format. */
  "interface",
  /** The name of anything else. */
  "type",
  /** A file name or URL, or any quoted word. */
  "string",
  "number",
  "regexp",
  "comment",
] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = [
  /** Where a name gets its meaning. */
  "declaration",
  /** What nginx itself brings. */
  "defaultLibrary",
  /** What nginx removed or replaced, and protocols that are retired. */
  "deprecated",
] as const;

export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface Token {
  /** On one line. */
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}
