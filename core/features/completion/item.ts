/** What completion offers, as plain data. */
import type { Span } from "../../text.ts";

export type ItemKind =
  | "directive"
  | "block"
  | "value"
  | "parameter"
  | "variable"
  | "reference"
  | "file"
  | "folder"
  | "text"
  | "recipe";

export interface CompletionItem {
  readonly label: string;
  readonly kind: ItemKind;
  /** What takes the place of the answer's span. */
  readonly insert: string;
  /** The same with tab stops in the syntax of LSP's snippets. */
  readonly snippet?: string;
  /** Short, behind the label: the module, a meaning, where it is defined. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** A directive whose documentation can be asked for with `documentationOf`. */
  readonly directive?: DirectiveReference;
  /** Likewise a word that a directive takes: the label is the word. */
  readonly parameterOf?: ParameterReference;
  /** Likewise a variable of a module, without its `$`. */
  readonly variable?: { readonly name: string; readonly family: "http" | "stream" };
  /** Higher ranks come first; equal ones in the order of the list. */
  readonly rank: number;
  /** What the typed text is compared with, if it is not the label. */
  readonly filter?: string;
  readonly deprecated?: boolean;
  readonly preselect?: boolean;
  /** True if `insert` is several arguments, which go in as they are. */
  readonly phrase?: boolean;
  /** True if there is something to offer for what comes next. */
  readonly continues?: boolean;
}

export interface ParameterReference {
  readonly name: string;
  /** Path of the documentation, as in `DirectiveRow`. */
  readonly page: string;
}

export interface DirectiveReference {
  readonly name: string;
  /** Path of the documentation, as in `DirectiveRow`. */
  readonly page: string;
  readonly module: string;
}

export interface Completion {
  readonly items: readonly CompletionItem[];
  /** What an item replaces that leaves what stands behind the cursor. */
  readonly insert: Span;
  /** What an item replaces that takes the place of the whole word. */
  readonly replace: Span;
}

/** The ranks of items, from the likeliest to what nginx would refuse. */
export const RANK = {
  recommended: 90,
  named: 80,
  usual: 70,
  module: 60,
  known: 50,
  foreign: 40,
  repeated: 20,
  weak: 10,
  refused: 0,
} as const;

/** `text` as it stands in a snippet, outside and inside of placeholders. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

/** `text` as one of the choices of a tab stop. */
export function escapeChoice(text: string): string {
  return text.replaceAll(/[\\$},|]/g, "\\$&");
}

/** `text` as an argument: in quotes if it could not stand bare. */
export function asWord(text: string): string {
  const bare = text !== "" && !/[\s;"'\\]|^[#{}]|(?<!\$)\{/.test(text);
  return bare ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** True if editors, which match loosely, could find the typed characters in the text. */
export function matches(typed: string, text: string): boolean {
  const lower = text.toLowerCase();
  let at = 0;
  for (const character of typed.toLowerCase()) {
    at = lower.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
