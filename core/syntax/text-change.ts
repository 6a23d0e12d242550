import { Edit, type Point } from "web-tree-sitter";

/** Compared at once; much faster than character by character. */
const CHUNK = 4096;

/** What lies between the common beginning and end of two texts. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** An empty change at the end for equal texts. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + CHUNK <= shorter && isSame(before, start, after, start)) start += CHUNK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const longest = shorter - start;
  let oldEnd = before.length;
  let newEnd = after.length;
  const least = oldEnd - longest;
  while (oldEnd - CHUNK >= least && isSame(before, oldEnd - CHUNK, after, newEnd - CHUNK)) {
    oldEnd -= CHUNK;
    newEnd -= CHUNK;
  }
  while (oldEnd > least && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}

/** What covers both of two changes between texts of the same two lengths. */
export function joined(one: TextChange, other: TextChange): TextChange {
  return {
    start: Math.min(one.start, other.start),
    oldEnd: Math.max(one.oldEnd, other.oldEnd),
    newEnd: Math.max(one.newEnd, other.newEnd),
  };
}

function isSame(before: string, from: number, after: string, to: number): boolean {
  return before.slice(from, from + CHUNK) === after.slice(to, to + CHUNK);
}

/** The edit that turns one text into another, as tree-sitter wants it. */
export function editBetween(before: string, after: string): Edit {
  const { start, oldEnd, newEnd } = changeBetween(before, after);
  const startPosition = pointAfter(before, 0, { row: 0, column: 0 }, start);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: pointAfter(before, start, startPosition, oldEnd),
    newEndPosition: pointAfter(after, start, startPosition, newEnd),
  });
}

/** The point of `to`, counted on from the point of `from`. */
function pointAfter(text: string, from: number, point: Point, to: number): Point {
  let { row } = point;
  let lineStart = from - point.column;
  for (let lf = text.indexOf("\n", from); lf !== -1 && lf < to; lf = text.indexOf("\n", lf + 1)) {
    row++;
    lineStart = lf + 1;
  }
  return { row, column: to - lineStart };
}
