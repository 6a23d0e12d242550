/** Columns: what the author put below each other stays so. */
import type { Measure } from "./measure.ts";
import type { Row } from "./rows.ts";

/** A word or comment whose place may be in a column. */
export interface Cell {
  readonly row: Row;
  /** Index of the gap before it. */
  readonly gap: number;
  /** The blanks before it as they are written; not empty. */
  readonly written: string;
  /** Where it stands. */
  readonly column: number;
  /** Where what is before it will end. */
  readonly end: number;
  /** The word before it. */
  readonly before: string;
}

/** Keeps the columns that neighbouring cells make. */
export function keepColumns(cells: readonly Cell[]): void {
  for (const run of runsOf(cells)) {
    if (run.length < 2) continue;
    if (isTabbed(run[0])) for (const { row, gap, written } of run) row.gaps[gap] = written;
    else if (isMeant(run)) alignCells(run, Math.min(...run.map((it) => it.written.length)));
  }
}

/**
 * True for a column that is not there anyhow: its gaps differ, before and after. Behind one and the same word
 * it is enough that they are wide.
 */
function isMeant(run: readonly Cell[]): boolean {
  const [first] = run;
  if (!first || run.every((it) => it.written.length === 1)) return false;
  if (run.every((it) => it.before === first.before)) return true;
  const differ = (of: (cell: Cell) => number) => run.some((it) => of(it) !== of(first));
  return differ((it) => it.written.length) && differ((it) => it.end);
}

/** Puts the cells into one column, as far left as the smallest gap lets. */
export function alignCells(cells: readonly Cell[], smallest: number): void {
  const column = cells.reduce((most, it) => Math.max(most, it.end), 0) + smallest;
  for (const { row, gap, end } of cells) row.gaps[gap] = " ".repeat(column - end);
}

/** Where a row's piece of this index will end, if it begins at `start`; undefined behind a line break. */
export function endOf(
  { pieces, gaps }: Row,
  index: number,
  start: number,
  measure: Measure,
): number | undefined {
  let end = start;
  for (const [at, piece] of pieces.slice(0, index + 1).entries()) {
    const width = measure.width(piece);
    if (width === undefined) return undefined;
    end += width + (at > 0 ? (gaps[at - 1]?.length ?? 0) : 0);
  }
  return end;
}

/** Neighbours that begin in one column, or that all stand after tabs. */
function runsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const runs: Cell[][] = [];
  let last: Cell | undefined;
  for (const cell of cells) {
    const isNext = isTabbed(cell)
      ? isTabbed(last)
      : !isTabbed(last) && cell.column === last?.column;
    if (isNext) runs.at(-1)?.push(cell);
    else runs.push([cell]);
    last = cell;
  }
  return runs;
}

function isTabbed(cell: Cell | undefined): boolean {
  return cell?.written.includes("\t") === true;
}
