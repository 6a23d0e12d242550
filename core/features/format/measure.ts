import type { SourceFile } from "../../config/source-file.ts";
import type { FormatOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";
import type { Row } from "./rows.ts";

/** Where a tab ends, and in which column. */
interface Stop {
  readonly end: number;
  readonly column: number;
}

interface Line {
  readonly start: number;
  readonly stops: readonly Stop[];
}

/** The last tab that ends at the offset or before it. */
function lastBefore(stops: readonly Stop[], offset: number): Stop | undefined {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return stops[low - 1];
}

/** Columns and widths of what is written, counted from 0, with tabs as wide as the options say. */
export class Measure {
  readonly #file: SourceFile;
  readonly #tabSize: number;
  #line: Line | undefined;

  constructor(file: SourceFile, { tabSize }: FormatOptions) {
    this.#file = file;
    this.#tabSize = tabSize;
  }

  column(offset: number): number {
    const { lines } = this.#file;
    const start = lines.lineStart(lines.positionAt(offset).line);
    if (this.#line?.start !== start) this.#line = this.#tabsOf(start);
    const stop = lastBefore(this.#line.stops, offset);
    return stop ? stop.column + offset - stop.end : offset - start;
  }

  /** A file may be one line: it is looked through once. */
  #tabsOf(start: number): Line {
    const { text } = this.#file;
    const lf = text.indexOf("\n", start);
    const line = text.slice(start, lf === -1 ? text.length : lf);
    const stops: Stop[] = [];
    let last: Stop = { end: start, column: 0 };
    for (let tab = line.indexOf("\t"); tab !== -1; tab = line.indexOf("\t", tab + 1)) {
      const before = last.column + start + tab - last.end;
      last = { end: start + tab + 1, column: before + this.#tabSize - (before % this.#tabSize) };
      stops.push(last);
    }
    return { start, stops };
  }

  /** Undefined for a piece over several lines. */
  width({ start, end }: Piece): number | undefined {
    return this.#file.text.slice(start, end).includes("\n") ? undefined : end - start;
  }

  text({ start, end }: Piece): string {
    return this.#file.text.slice(start, end);
  }

  /** What is written between two pieces. */
  between(before: Piece, after: Piece): string {
    return this.#file.text.slice(before.end, after.start);
  }
}

/** Columns of a row's indentation. */
export function indentWidth({ level, extra }: Row, { tabSize }: FormatOptions): number {
  return level * tabSize + extra;
}

export function indentOf({ level, extra }: Row, { tabSize, insertSpaces }: FormatOptions): string {
  const levels = insertSpaces ? " ".repeat(level * tabSize) : "\t".repeat(level);
  return levels + " ".repeat(extra);
}
