/** Comments that follow code on its line, and those below them that go on with them. */
import { type Cell, endOf, keepColumns } from "./cells.ts";
import { indentWidth, type Measure } from "./measure.ts";
import type { FormatOptions } from "./options.ts";
import type { Row } from "./rows.ts";

/** Puts comments that stand in one column into one column again, after the words before them have moved. */
export function alignComments(
  rows: readonly Row[],
  measure: Measure,
  options: FormatOptions,
): void {
  const cells = rows.flatMap((row) => cellOf(row, measure, options) ?? []);
  if (options.align !== "never") keepColumns(cells);
  const columns = new Map(
    cells.map(({ row, gap, end }) => [row, end + (row.gaps[gap]?.length ?? 0)]),
  );
  hangComments(rows, columns, measure, options);
}

function cellOf(row: Row, measure: Measure, options: FormatOptions): Cell | undefined {
  const piece = row.pieces.at(-1);
  const before = row.pieces.at(-2);
  if (piece?.kind !== "comment" || !before) return undefined;
  const written = measure.between(before, piece);
  const end = endOf(row, row.pieces.length - 2, indentWidth(row, options), measure);
  if (written === "" || end === undefined) return undefined;
  const column = measure.column(piece.start);
  return { row, gap: row.gaps.length - 1, written, column, end, before: "" };
}

/** Keeps a comment below the one that it stands below. */
function hangComments(
  rows: readonly Row[],
  columns: ReadonlyMap<Row, number>,
  measure: Measure,
  options: FormatOptions,
): void {
  let above: { readonly column: number; readonly now: number } | undefined;
  for (const row of rows) {
    const piece = row.pieces.at(-1);
    const now = columns.get(row);
    const column = piece?.kind === "comment" ? measure.column(piece.start) : undefined;
    if (column !== undefined && now !== undefined) above = { column, now };
    else if (above && hangsBelow(row, column, above.column)) {
      const further = above.now - indentWidth(row, options);
      if (further >= 0) row.extra += further;
      else above = undefined;
    } else above = undefined;
  }
}

function hangsBelow(row: Row, column: number | undefined, above: number): boolean {
  return row.pieces.length === 1 && row.blank === 0 && column === above;
}
