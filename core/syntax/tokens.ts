/** The leaves of a tree-sitter tree as flat arrays: what nginx's own reader would see, in order. */

export const Kind = {
  /** No token: structure, or a zero-width defect node. */
  none: 0,
  word: 1,
  doubleQuoted: 2,
  singleQuoted: 3,
  unterminated: 4,
  semicolon: 5,
  open: 6,
  close: 7,
  lua: 8,
  comment: 9,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

/** Kinds by the names of their nodes. */
export const KIND_OF_NODE: Readonly<Record<string, Kind>> = {
  word: Kind.word,
  double_quoted: Kind.doubleQuoted,
  single_quoted: Kind.singleQuoted,
  unterminated_string: Kind.unterminated,
  ";": Kind.semicolon,
  empty_statement: Kind.semicolon,
  "{": Kind.open,
  "}": Kind.close,
  unexpected_close_brace: Kind.close,
  lua_code: Kind.lua,
  comment: Kind.comment,
};

export class Tokens {
  kinds: Uint8Array = new Uint8Array(256);
  starts: Int32Array = new Int32Array(256);
  ends: Int32Array = new Int32Array(256);
  count = 0;
  /** Opening minus closing braces. */
  balance = 0;
  /** Strings without their closing quote. */
  unterminated = 0;

  push(kind: Kind, start: number, end: number): void {
    if (this.count === this.kinds.length) this.#grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
    if (kind === Kind.open) this.balance++;
    else if (kind === Kind.close) this.balance--;
    else if (kind === Kind.unterminated) this.unterminated++;
  }

  /** Adds the tokens of another text from `first` to before `last`, moved by `distance`. */
  append(other: Tokens, first: number, last: number, distance: number): void {
    const at = this.count;
    while (this.kinds.length < at + last - first) this.#grow();
    this.kinds.set(other.kinds.subarray(first, last), at);
    this.starts.set(other.starts.subarray(first, last), at);
    this.ends.set(other.ends.subarray(first, last), at);
    this.count = at + last - first;
    const { kinds, starts, ends, count } = this;
    if (distance !== 0) {
      for (let index = at; index < count; index++) {
        starts[index] = (starts[index] ?? 0) + distance;
        ends[index] = (ends[index] ?? 0) + distance;
      }
    }
    let { balance, unterminated } = this;
    for (let index = at; index < count; index++) {
      const kind = kinds[index];
      if (kind === Kind.open) balance++;
      else if (kind === Kind.close) balance--;
      else if (kind === Kind.unterminated) unterminated++;
    }
    this.balance = balance;
    this.unterminated = unterminated;
  }

  /** How many tokens end at `offset` or before. */
  countUpTo(offset: number): number {
    return countWhile(this.count, (index) => this.end(index) <= offset);
  }

  /** The first token that begins at `offset` or later. */
  indexFrom(offset: number): number {
    return countWhile(this.count, (index) => this.start(index) < offset);
  }

  clear(): void {
    this.count = 0;
    this.balance = 0;
    this.unterminated = 0;
  }

  kind(index: number): number {
    return index < this.count ? (this.kinds[index] ?? Kind.none) : Kind.none;
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** The last token, from `index` on, that begins before `offset`. */
  before(offset: number, index: number): number {
    let low = index;
    let step = 1;
    while (low + step < this.count && this.start(low + step) < offset) {
      low += step;
      step *= 2;
    }
    for (; step > 0; step = step >> 1) {
      if (low + step < this.count && this.start(low + step) < offset) low += step;
    }
    return low;
  }

  /** A copy that stays as it is. */
  copy(): Tokens {
    const copy = new Tokens();
    copy.kinds = this.kinds.slice(0, this.count);
    copy.starts = this.starts.slice(0, this.count);
    copy.ends = this.ends.slice(0, this.count);
    copy.count = this.count;
    copy.balance = this.balance;
    copy.unterminated = this.unterminated;
    return copy;
  }

  equals(other: Tokens): boolean {
    if (this.count !== other.count) return false;
    for (let index = 0; index < this.count; index++) {
      if (this.kind(index) !== other.kind(index)) return false;
      if (this.start(index) !== other.start(index)) return false;
      if (this.end(index) !== other.end(index)) return false;
    }
    return true;
  }

  #grow(): void {
    const size = this.kinds.length * 4;
    const kinds = new Uint8Array(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    kinds.set(this.kinds);
    starts.set(this.starts);
    ends.set(this.ends);
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }
}

export function isWord(kind: number): boolean {
  return kind >= Kind.word && kind <= Kind.unterminated;
}

export function isQuoted(kind: number): boolean {
  return kind === Kind.doubleQuoted || kind === Kind.singleQuoted;
}

/** How many of `count` indexes, from 0 on, hold; behind the first that does not, none does. */
function countWhile(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
