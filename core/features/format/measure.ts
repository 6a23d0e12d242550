import type { SourceFile } from "../../config/source-file.ts";
import type { FormatOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";
import type { Row } from "./rows.ts";

/** Columns and widths of what is written, counted from 0, with tabs as wide as the options say. */
export class Measure {
  readonly #file: SourceFile;
  readonly #tabSize: number;

  constructor(file: SourceFile, { tabSize }: FormatOptions) {
    this.#file = file;
    this.#tabSize = tabSize;
  }

  column(offset: number): number {
    const { text, lines } = this.#file;
    const start = lines.lineStart(lines.positionAt(offset).line);
    let column = 0;
    for (let at = start; at < offset; at++) {
      column += text[at] === "\t" ? this.#tabSize - (column % this.#tabSize) : 1;
    }
    return column;
  }

  /** Undefined for a piece over several lines. */
  width({ start, end }: Piece): number | undefined {
    const lf = this.#file.text.indexOf("\n", start);
    return lf !== -1 && lf < end ? undefined : end - start;
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
