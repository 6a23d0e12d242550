/**
 * The words of directives apart from where they stand, so that trees can share them: what they say is kept
 * once, and where they are is added by the directive they belong to.
 */
import type { Span } from "../text.ts";
import { isQuoted, type Tokens } from "./tokens.ts";
import type { Word } from "./tree.ts";

/** Numbers kept of each word: its start, its end, its kind. */
const MARKS = 3;

/** Words of one text, by their offsets in it. */
export interface Origin {
  /** The text, or as much of it as the words need. */
  readonly text: string;
  /** Where `text` begins in the whole. */
  readonly from: number;
  readonly marks: Int32Array;
}

/** A word as it was split off. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly kind: number;
}

/** All tokens of a text, for the words of most of its directives. */
export function originOf(text: string, tokens: Tokens): Origin {
  const { kinds, starts, ends, count } = tokens;
  const marks = new Int32Array(count * MARKS);
  for (let index = 0, at = 0; index < count; index++) {
    marks[at++] = starts[index] ?? 0;
    marks[at++] = ends[index] ?? 0;
    marks[at++] = kinds[index] ?? 0;
  }
  return { text, from: 0, marks };
}

/** A few words with a text of their own, which keeps nothing else in memory. */
export function originOfWords(text: string, words: readonly Piece[]): Origin {
  const from = words[0]?.start ?? 0;
  const marks = new Int32Array(words.length * MARKS);
  let at = 0;
  for (const { start, end, kind } of words) {
    marks[at++] = start;
    marks[at++] = end;
    marks[at++] = kind;
  }
  return { text: copyOf(text.slice(from, words[words.length - 1]?.end)), from, marks };
}

/** What is cut out of a string keeps all of that string in memory; this does not. */
function copyOf(text: string): string {
  const copy: unknown = JSON.parse(JSON.stringify(text));
  return typeof copy === "string" ? copy : text;
}

/** A name and its arguments. */
export class Wording {
  readonly name: string;
  /** Of all words, the name included. */
  readonly count: number;
  readonly memory: unknown[] = [];
  readonly #origin: Origin;
  readonly #first: number;
  #texts: string[] | undefined = undefined;

  /** `count` words of the origin, from the one of index `first` on. */
  constructor(origin: Origin, first: number, count: number) {
    this.#origin = origin;
    this.#first = first * MARKS;
    this.count = count;
    this.name = this.#read(0);
  }

  /** Offset of the name, where it was first read. */
  get start(): number {
    return this.#origin.marks[this.#first] ?? 0;
  }

  /** End of the last word, where it was first read. */
  get end(): number {
    return this.endOf(this.count - 1);
  }

  startOf(index: number): number {
    return this.#origin.marks[this.#first + index * MARKS] ?? 0;
  }

  endOf(index: number): number {
    return this.#origin.marks[this.#first + index * MARKS + 1] ?? 0;
  }

  kindOf(index: number): number {
    return this.#origin.marks[this.#first + index * MARKS + 2] ?? 0;
  }

  /** The value nginx sees. */
  text(index: number): string {
    if (index === 0) return this.name;
    this.#texts ??= [];
    let text = this.#texts[index];
    if (text === undefined) {
      text = this.#read(index);
      this.#texts[index] = text;
    }
    return text;
  }

  raw(index: number): string {
    const { text, from } = this.#origin;
    return text.slice(this.startOf(index) - from, this.endOf(index) - from);
  }

  quote(index: number): '"' | "'" | "" {
    const { text, from } = this.#origin;
    const first = text.charCodeAt(this.startOf(index) - from);
    return first === 34 ? '"' : first === 39 ? "'" : "";
  }

  #read(index: number): string {
    const { text, from } = this.#origin;
    const start = this.startOf(index) - from;
    const end = this.endOf(index) - from;
    const first = text.charCodeAt(start);
    const opens = first === 34 || first === 39;
    const closes = opens && isQuoted(this.kindOf(index));
    const value = text.slice(opens ? start + 1 : start, closes ? end - 1 : end);
    return value.includes("\\") ? resolveEscapes(value) : value;
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

/** A word of a wording, at its place. */
export class PlacedWord implements Word {
  readonly #wording: Wording;
  readonly #index: number;
  readonly #shift: number;

  /** `shift`: how far from where it was first read. */
  constructor(wording: Wording, index: number, shift: number) {
    this.#wording = wording;
    this.#index = index;
    this.#shift = shift;
  }

  get text(): string {
    return this.#wording.text(this.#index);
  }

  get raw(): string {
    return this.#wording.raw(this.#index);
  }

  get quote(): '"' | "'" | "" {
    return this.#wording.quote(this.#index);
  }

  get span(): Span {
    return {
      start: this.#wording.startOf(this.#index) + this.#shift,
      end: this.#wording.endOf(this.#index) + this.#shift,
    };
  }
}
