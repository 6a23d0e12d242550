/** A block that is open while the tokens are read, and what is kept of it until it closes. */

import type { Span } from "../text.ts";
import type { Body } from "./judge.ts";
import type { Directive, Word } from "./tree.ts";

export interface Frame {
  /** Undefined for the file itself and for a `{` without a name, whose content goes to its parent. */
  readonly head: { readonly name: Word; readonly args: readonly Word[] } | undefined;
  /** Name of the nearest named block; empty for the file. */
  readonly name: string;
  readonly body: Body;
  /** Offset of the `{`, or where it is missing. */
  readonly start: number;
  /** Token of the `{`; -1 where it is missing. */
  readonly token: number;
  /** Column of the name if it is first on its line, else -1. */
  readonly column: number;
  readonly directives: Directive[];
  /** Column of the first directive in it that is first on its line; -1 until there is one. */
  childColumn: number;
  /** Whether a `}` in the block's column is its own, as far as that was asked. */
  hasOwnBrace: boolean | undefined;
}

/** A block without its `}`. */
export interface Unclosed {
  readonly frame: Frame;
  readonly name: Word;
  /** Where the `}` should have come: the offset of what follows the block. */
  readonly before: number;
  /** End of the block's content. */
  readonly contentEnd: number;
  /** Where nginx notices, if it does before the end of the file, and what it says. */
  noticed: { readonly span: Span; readonly complaint: string } | undefined;
}
