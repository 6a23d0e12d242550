/** Which pieces share a line, and how deep each line is. */
import type { Directive } from "../../syntax/tree.ts";
import type { Piece } from "./pieces.ts";

/** One line of the formatted text. A piece with line breaks of its own may make it several. */
export interface Row {
  /** At least one. */
  readonly pieces: readonly Piece[];
  /** Blank lines above it. */
  readonly blank: number;
  /** Levels of indentation, and columns in addition to them. */
  level: number;
  extra: number;
  /** What is between the pieces; one less than there are pieces. Empty until it is decided. */
  gaps: string[];
  /** The directive that began on a row above, for one that continues it. */
  readonly continues: Directive | undefined;
  /** True for the `}` after Lua code, whose line break is part of the code. */
  readonly afterCode: boolean;
}

/** More blank lines than this are not kept. */
const MAX_BLANK = 2;

export function rowsOf(text: string, pieces: readonly Piece[]): readonly Row[] {
  const rows: Row[] = [];
  let row: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const previous = pieces[index - 1];
    if (previous && !breaksBefore(text, previous, piece)) {
      row.push(piece);
      continue;
    }
    row = [piece];
    rows.push({
      pieces: row,
      blank: previous ? blankBefore(text, previous, piece) : 0,
      level: piece.depth,
      extra: 0,
      gaps: [],
      continues: isInside(piece) ? piece.directive : undefined,
      afterCode: previous?.kind === "code",
    });
  }
  return rows;
}

/** True if the piece is one of a directive's that has begun before it. */
function isInside({ kind, directive }: Piece): boolean {
  return directive !== undefined && kind !== "name" && kind !== "close" && kind !== "open";
}

function breaksBefore(text: string, previous: Piece, piece: Piece): boolean {
  if (previous.kind === "comment" || previous.kind === "tag") return true;
  const lines = lineBreaks(text, previous.end, piece.start);
  switch (piece.kind) {
    case "name":
    case "tag":
      return true;
    case "close":
      if (previous.kind === "code") return text[previous.end - 1] === "\n";
      return previous.kind !== "open" || lines > 0;
    case "comment":
    case "argument":
      return lines > 0;
    case "end":
    case "open":
    case "code":
      return false;
  }
}

function blankBefore(text: string, previous: Piece, piece: Piece): number {
  if (previous.kind === "open" || piece.kind === "close") return 0;
  return Math.min(MAX_BLANK, Math.max(0, lineBreaks(text, previous.end, piece.start) - 1));
}

function lineBreaks(text: string, start: number, end: number): number {
  return text.slice(start, end).split("\n").length - 1;
}
