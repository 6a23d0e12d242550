/** What shall be between the pieces of a text. */
import type { SourceFile } from "../../config/source-file.ts";
import type { Span, TextEdit } from "../../text.ts";
import { alignComments } from "./comments.ts";
import { indentContinuations } from "./continuations.ts";
import { indentOf, Measure } from "./measure.ts";
import type { FormatOptions } from "./options.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { type Row, rowsOf } from "./rows.ts";
import { spaceWords } from "./words.ts";

/** The blanks between two pieces, and what shall be there. */
export interface Gap {
  readonly span: Span;
  readonly newText: string;
}

export interface Layout {
  /** In order: before the first piece, between two, and after the last one. */
  readonly gaps: readonly Gap[];
  /** Places that have no layout, since they are not understood. */
  readonly unknown: readonly Span[];
}

export function layoutOf(file: SourceFile, options: FormatOptions): Layout {
  const { text, eol } = file;
  const { pieces, unknown } = piecesOf(file);
  const rows = rowsOf(text, pieces);
  const measure = new Measure(file, options);
  spaceWords(rows, measure, options);
  indentContinuations(rows, measure, options.tabSize);
  keepTagsAtMargin(rows, measure);
  alignComments(rows, measure, options);
  const gaps: Gap[] = [];
  let previous: Piece | undefined;
  for (const row of rows) {
    for (const [index, piece] of row.pieces.entries()) {
      const newText =
        index > 0 ? (row.gaps[index - 1] ?? "") : lineStart(row, previous, eol, options);
      gaps.push({ span: { start: previous?.end ?? 0, end: piece.start }, newText });
      previous = piece;
    }
  }
  if (previous) gaps.push({ span: { start: previous.end, end: text.length }, newText: eol });
  return { gaps, unknown };
}

/** The edit that makes a gap as it shall be, without what its ends have already. */
export function editOf(text: string, { span, newText }: Gap): TextEdit | undefined {
  const written = text.slice(span.start, span.end);
  if (written === newText) return undefined;
  const shorter = Math.min(written.length, newText.length);
  let head = 0;
  while (head < shorter && written[head] === newText[head]) head++;
  let tail = 0;
  while (tail < shorter - head && written.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  return {
    span: { start: span.start + head, end: span.end - tail },
    newText: newText.slice(head, newText.length - tail),
  };
}

function lineStart(
  row: Row,
  previous: Piece | undefined,
  eol: string,
  options: FormatOptions,
): string {
  const breaks = !previous || row.afterCode ? 0 : row.blank + 1;
  return eol.repeat(breaks) + indentOf(row, options);
}

/** What a template engine indents itself, or what stands out on purpose. */
function keepTagsAtMargin(rows: readonly Row[], measure: Measure): void {
  for (const row of rows) {
    const [first] = row.pieces;
    if (first?.kind === "tag" && measure.column(first.start) === 0) row.level = 0;
  }
}
