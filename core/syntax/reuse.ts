/**
 * What an earlier tree has for the unchanged parts of a text: the tokens up to the change and behind it
 * are compared, and where they are the same, so is what was made of them.
 */
import type { PlacedDirective } from "./node.ts";
import type { TextChange } from "./text-change.ts";
import type { Tokens } from "./tokens.ts";

/** A text that was read before, without anything masked or any brace missing. */
export interface Earlier {
  readonly written: string;
  /** Without the tags of a template engine. */
  readonly masked: string;
  readonly tokens: Tokens;
  readonly directives: readonly PlacedDirective[];
}

export class Reuse {
  /** All tokens that end here or before are the same. */
  readonly #headEnd: number;
  /** All tokens that begin here or later are the same. */
  readonly #tailStart: number;
  /** How far the tail has moved. */
  readonly #distance: number;
  readonly #top: readonly PlacedDirective[];
  /** Where the last one was found; what is asked for next stands behind it as a rule. */
  #siblings: readonly PlacedDirective[];
  #index = -1;

  constructor(earlier: Earlier, tokens: Tokens, change: TextChange) {
    this.#top = earlier.directives;
    this.#siblings = earlier.directives;
    this.#distance = change.newEnd - change.oldEnd;
    this.#headEnd = commonHead(earlier.tokens, tokens, change.start);
    this.#tailStart = commonTail(earlier.tokens, tokens, change);
  }

  /** How far what stands at `offset` has moved, if it is unchanged. */
  distanceAt(offset: number): number {
    return offset < this.#headEnd ? 0 : this.#distance;
  }

  /** True if the tokens of this range are the same as in the earlier text. */
  covers(start: number, end: number): boolean {
    return end <= this.#headEnd || start >= this.#tailStart;
  }

  /** The directive of the earlier tree that begins where the unchanged token at `offset` was. */
  at(offset: number): PlacedDirective | undefined {
    if (offset >= this.#headEnd && offset < this.#tailStart) return undefined;
    const start = offset - this.distanceAt(offset);
    const next = this.#siblings[this.#index + 1];
    if (next?.start === start) {
      this.#index++;
      return next;
    }
    return this.#search(start);
  }

  #search(start: number): PlacedDirective | undefined {
    let siblings = this.#top;
    for (;;) {
      const index = lastUpTo(siblings, start);
      const found = siblings[index];
      if (!found) return undefined;
      if (found.start === start) {
        this.#siblings = siblings;
        this.#index = index;
        return found;
      }
      const { block } = found;
      if (!block || start >= found.end) return undefined;
      siblings = block.directives;
    }
  }
}

/** Index of the last directive that begins at `start` or before; -1 if there is none. */
function lastUpTo(directives: readonly PlacedDirective[], start: number): number {
  let low = -1;
  let high = directives.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((directives[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** End of the last token that is the same, counted from the beginning. */
function commonHead(before: Tokens, after: Tokens, limit: number): number {
  const count = Math.min(before.count, after.count);
  let end = 0;
  for (let index = 0; index < count; index++) {
    const at = after.end(index);
    if (at > limit || at !== before.end(index)) break;
    if (after.start(index) !== before.start(index)) break;
    if (after.kind(index) !== before.kind(index)) break;
    end = at;
  }
  return end;
}

/** Start of the last token that is the same but for its place, counted from the end. */
function commonTail(before: Tokens, after: Tokens, { oldEnd, newEnd }: TextChange): number {
  const distance = newEnd - oldEnd;
  let start = Number.POSITIVE_INFINITY;
  let old = before.count - 1;
  for (let index = after.count - 1; index >= 0 && old >= 0; index--, old--) {
    const at = after.start(index);
    if (at < newEnd || at !== before.start(old) + distance) break;
    if (after.end(index) !== before.end(old) + distance) break;
    if (after.kind(index) !== before.kind(old)) break;
    start = at;
  }
  return start;
}
