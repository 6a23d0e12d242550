/** The gaps between the words of a directive. */
import type { Directive } from "../../syntax/tree.ts";
import { alignCells, type Cell, endOf, keepColumns } from "./cells.ts";
import type { Measure } from "./measure.ts";
import type { FormatOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";
import type { Row } from "./rows.ts";

/** Blocks whose directives are the rows of a table: their columns are kept whatever the options say. */
const TABLES: ReadonlySet<string> = new Set([
  "charset_map",
  "geo",
  "map",
  "split_clients",
  "types",
]);

export function spaceWords(rows: readonly Row[], measure: Measure, { align }: FormatOptions): void {
  for (const row of rows) row.gaps = row.pieces.slice(1).map((it, at) => usualGap(row, it, at));
  if (align === "always") {
    for (const group of groupsOf(rows)) alignCells(cellsOf(group, 1, measure), 1);
  }
  for (const [block, siblings] of statementsByBlock(rows)) {
    if (align === "never" && !TABLES.has(block?.name.text ?? "")) continue;
    const most = siblings.reduce((count, it) => Math.max(count, it.pieces.length), 0);
    for (let index = align === "always" ? 2 : 1; index < most; index++) {
      keepColumns(cellsOf(siblings, index, measure));
    }
  }
}

function usualGap({ pieces }: Row, piece: Piece, index: number): string {
  const before = pieces[index];
  if (piece.kind === "end" || piece.kind === "code" || piece.kind === "close") return "";
  const isGlued = piece.kind === "argument" && before?.end === piece.start;
  return isGlued ? "" : " ";
}

/** The first rows of directives without a block, by the block they are in. */
function statementsByBlock(
  rows: readonly Row[],
): ReadonlyMap<Directive | undefined, readonly Row[]> {
  const found = new Map<Directive | undefined, Row[]>();
  for (const row of rows) {
    if (!beginsStatement(row)) continue;
    const parent = row.pieces[0]?.parent;
    const siblings = found.get(parent);
    if (siblings) siblings.push(row);
    else found.set(parent, [row]);
  }
  return found;
}

function beginsStatement({ pieces: [first] }: Row): boolean {
  return first?.kind === "name" && !first.directive?.block && !first.directive?.code;
}

/** Rows of directives that follow one another without a blank line or a block between. */
function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  let group: Row[] | undefined;
  for (const row of rows) {
    if (row.blank > 0) group = undefined;
    if (row.continues || row.pieces[0]?.kind === "comment") continue;
    if (!beginsStatement(row)) group = undefined;
    else if (group) group.push(row);
    else {
      group = [row];
      groups.push(group);
    }
  }
  return groups;
}

function cellsOf(rows: readonly Row[], index: number, measure: Measure): readonly Cell[] {
  return rows.flatMap((row) => cellOf(row, index, measure) ?? []);
}

function cellOf(row: Row, index: number, measure: Measure): Cell | undefined {
  const { pieces } = row;
  const [first] = pieces;
  const piece = pieces[index];
  const before = pieces[index - 1];
  if (!first || !before || piece?.kind !== "argument") return undefined;
  const written = measure.between(before, piece);
  const end = endOf(row, index - 1, 0, measure);
  if (written === "" || end === undefined) return undefined;
  const column = measure.column(piece.start) - measure.column(first.start);
  return { row, gap: index - 1, written, column, end, before: measure.text(before) };
}
