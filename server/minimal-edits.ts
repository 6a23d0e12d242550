/** The difference of two texts as edits of whole lines, so that an editor keeps cursors and folds elsewhere. */
import type { TextEdit } from "#core";

/** Beyond this many differing lines one edit replaces all between the first and the last. */
const MAX_DIFFERENCES = 400;

/** In order, and none if the texts are the same. */
export function minimalEdits(before: string, after: string): TextEdit[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const shorter = Math.min(a.length, b.length) - head;
  while (tail < shorter && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const kept = commonLines(middleA, middleB) ?? [];
  return editsBetween(middleA, middleB, kept, lengthOf(a.slice(0, head)));
}

function editsBetween(
  a: readonly string[],
  b: readonly string[],
  kept: readonly Pair[],
  offset: number,
): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = offset;
  let last: Pair = [-1, -1];
  for (const pair of [...kept, [a.length, b.length] as const]) {
    const removed = lengthOf(a.slice(last[0] + 1, pair[0]));
    const newText = b.slice(last[1] + 1, pair[1]).join("");
    if (removed > 0 || newText !== "") {
      edits.push({ span: { start: at, end: at + removed }, newText });
    }
    at += removed + (a[pair[0]]?.length ?? 0);
    last = pair;
  }
  return edits;
}

/** Indexes of one line in both texts. */
type Pair = readonly [number, number];

/** A longest common subsequence by Myers' greedy search; undefined if the texts differ too much. */
function commonLines(a: readonly string[], b: readonly string[]): Pair[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MAX_DIFFERENCES); d++) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x = stepStart(reach, k, d);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return backtrack(trace, a.length, b.length);
    }
  }
  return undefined;
}

function backtrack(trace: readonly Map<number, number>[], endA: number, endB: number): Pair[] {
  const pairs: Pair[] = [];
  let x = endA;
  let y = endB;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const from = isDown(reach, k, d) ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : (reach.get(from) ?? 0);
    const startY = d === 0 ? 0 : startX - from;
    while (x > startX && y > startY) pairs.push([--x, --y]);
    x = startX;
    y = startY;
  }
  return pairs.reverse();
}

function stepStart(reach: ReadonlyMap<number, number>, k: number, d: number): number {
  return isDown(reach, k, d) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
}

function isDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
