import type { Span } from "../text.ts";
import type { Word } from "./tree.ts";

/**
 * A word as a view of its text. `text` and `raw` are cut out on demand: most words of a file are never
 * asked for.
 */
export class SourceWord implements Word {
  readonly span: Span;
  readonly quote: '"' | "'" | "";
  readonly #source: string;
  readonly #closed: boolean;
  #text: string | undefined;

  /** `closed`: whether a quoted word has its closing quote. */
  constructor(source: string, start: number, end: number, closed: boolean) {
    const first = source.charCodeAt(start);
    this.span = { start, end };
    this.quote = first === 34 ? '"' : first === 39 ? "'" : "";
    this.#source = source;
    this.#closed = closed;
  }

  get raw(): string {
    return this.#source.slice(this.span.start, this.span.end);
  }

  get text(): string {
    if (this.#text === undefined) {
      const { start, end } = this.span;
      const quoted = this.quote !== "";
      const written = this.#source.slice(
        quoted ? start + 1 : start,
        quoted && this.#closed ? end - 1 : end,
      );
      this.#text = written.includes("\\") ? resolveEscapes(written) : written;
    }
    return this.#text;
  }
}

const CONTROL: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };

/** A backslash stays unless it stands before a quote, a backslash, or one of `t`, `r`, `n`. */
function resolveEscapes(written: string): string {
  return written.replace(/\\([\s\S])/g, (pair, next: string) => {
    if (next === '"' || next === "'" || next === "\\") return next;
    return CONTROL[next] ?? pair;
  });
}
