/** The lines of a directive after its first one. */
import { endOf } from "./cells.ts";
import type { Measure } from "./measure.ts";
import type { Row } from "./rows.ts";

/** Continued lines keep their places to each other, below a word of the first line or one level deeper. */
export function indentContinuations(rows: readonly Row[], measure: Measure, tabSize: number): void {
  let head: Row | undefined;
  let continued: Row[] = [];
  for (const row of rows) {
    if (row.continues) {
      continued.push(row);
      continue;
    }
    if (head && continued.length > 0) indentBelow(head, continued, measure, tabSize);
    head = row;
    continued = [];
  }
  if (head && continued.length > 0) indentBelow(head, continued, measure, tabSize);
}

function indentBelow(head: Row, rows: readonly Row[], measure: Measure, tabSize: number): void {
  const columns = rows.flatMap(({ pieces: [piece] }) =>
    piece?.kind === "argument" ? measure.column(piece.start) : [],
  );
  const least = Math.min(...columns);
  const column = newColumn(head, least, measure);
  const base = column === tabSize ? undefined : column;
  for (const row of rows) {
    const [piece] = row.pieces;
    const isFree = piece?.kind === "argument" || piece?.kind === "comment";
    const further = isFree && columns.length > 0 ? measure.column(piece.start) - least : 0;
    row.level = head.level + (base === undefined ? 1 : 0);
    row.extra = (base ?? 0) + Math.max(0, further);
  }
}

/** The new place, from the directive's beginning, of the argument that stands at `column`. */
function newColumn(head: Row, column: number, measure: Measure): number | undefined {
  const index = head.pieces.findIndex(
    (it) => it.kind === "argument" && measure.column(it.start) === column,
  );
  if (index < 1) return undefined;
  const end = endOf(head, index - 1, 0, measure);
  return end === undefined ? undefined : end + (head.gaps[index - 1]?.length ?? 0);
}
