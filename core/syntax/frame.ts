/** A block that is open while the tokens are read, and what is kept of it until it closes. */

import type { Span } from "../text.ts";
import type { Body } from "./judge.ts";
import type { Head, PlacedDirective, Surroundings } from "./node.ts";

export interface Frame {
  /** Undefined for the file itself and for a `{` without a name, whose content goes to its parent. */
  readonly head: Head | undefined;
  /** Name of the nearest named block; empty for the file. */
  readonly name: string;
  readonly body: Body;
  /** The two above, for what is in the block. */
  readonly surroundings: Surroundings;
  /** Offset of the `{`, or where it is missing. */
  readonly start: number;
  /** Token of the `{`; -1 where it is missing. */
  readonly token: number;
  /** Column of the name if it is first on its line, else -1. */
  readonly column: number;
  /** The mark of the statement that opens it. */
  readonly mark: number;
  readonly directives: PlacedDirective[];
  /** Column of the first directive in it that is first on its line; -1 until there is one. */
  childColumn: number;
  /** Whether a `}` in the block's column is its own, as far as that was asked. */
  hasOwnBrace: boolean | undefined;
}

/** A block without its `}`. */
export interface Unclosed {
  readonly frame: Frame;
  readonly head: Head;
  /** Where the `}` should have come: the offset of what follows the block. */
  readonly before: number;
  /** End of the block's content. */
  readonly contentEnd: number;
  /** Where nginx notices, if it does before the end of the file, and what it says. */
  noticed: { readonly span: Span; readonly complaint: string } | undefined;
}

export function frameOf(
  head: Head | undefined,
  body: Frame["body"],
  start: number,
  token: number,
  column: number,
  mark: number,
): Frame {
  const name = head?.name ?? "";
  return {
    head,
    name,
    body,
    surroundings: { name, body },
    start,
    token,
    column,
    mark,
    directives: [],
    childColumn: -1,
    hasOwnBrace: undefined,
  };
}
