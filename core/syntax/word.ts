import type { Span } from "../text.ts";
import type { Word } from "./tree.ts";

/**
 * A word as a view of its text. `text` and `raw` are cut out on demand: most words of a file are never
 * asked for.
 */
export class SourceWord implements Word {
  readonly #source: string;
  readonly #start: number;
  readonly #end: number;
  readonly #closed: boolean;
  #text: string | undefined = undefined;

  /** `closed`: whether a quoted word has its closing quote. */
  constructor(source: string, start: number, end: number, closed: boolean) {
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.#closed = closed;
  }

  get span(): Span {
    return { start: this.#start, end: this.#end };
  }

  get quote(): '"' | "'" | "" {
    const first = this.#source.charCodeAt(this.#start);
    return first === 34 ? '"' : first === 39 ? "'" : "";
  }

  get raw(): string {
    return this.#source.slice(this.#start, this.#end);
  }

  get text(): string {
    if (this.#text === undefined) {
      const quoted = this.quote !== "";
      const written = this.#source.slice(
        quoted ? this.#start + 1 : this.#start,
        quoted && this.#closed ? this.#end - 1 : this.#end,
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
