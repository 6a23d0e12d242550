/** How a text is laid out on lines: evidence for where a missing `;` or `}` belongs. */
import { lineStartAt } from "../text.ts";

const TAB_WIDTH = 4;
const TAB = 9;
const LF = 10;
const SPACE = 32;

/** End of the line's content: before its line break. */
export function lineEnd(text: string, offset: number): number {
  const lf = text.indexOf("\n", offset);
  if (lf === -1) return text.length;
  return lf > offset && text[lf - 1] === "\r" ? lf - 1 : lf;
}

/** The column of what begins at `offset`, or -1 if something else stands before it on its line. */
export function columnOf(text: string, offset: number): number {
  let start = offset;
  let hasTabs = false;
  for (; start > 0; start--) {
    const code = text.charCodeAt(start - 1);
    if (code === LF) break;
    if (code === TAB) hasTabs = true;
    else if (code !== SPACE) return -1;
  }
  if (!hasTabs) return offset - start;
  let column = 0;
  for (let at = start; at < offset; at++) {
    column += text.charCodeAt(at) === TAB ? TAB_WIDTH - (column % TAB_WIDTH) : 1;
  }
  return column;
}

/** The white space before what begins at `offset`, if nothing else is. */
export function indentOf(text: string, offset: number): string {
  const before = text.slice(lineStartAt(text, offset), offset);
  return /^[ \t]*/.exec(before)?.[0] ?? "";
}

/** True if no line break stands in `[start, end)`. */
export function onOneLine(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === LF) return false;
  return true;
}

/** How the first line of a text ends. */
export function endOfLine(text: string): string {
  const lf = text.indexOf("\n");
  return lf > 0 && text[lf - 1] === "\r" ? "\r\n" : "\n";
}

/**
 * Where to add a line after the content that ends at `offset`: the end of that line if only a comment
 * follows there, otherwise `offset` itself.
 */
export function placeAfter(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return /^[ \t]*(#.*)?$/s.test(text.slice(offset, end)) ? end : offset;
}
