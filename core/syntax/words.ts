import { Head, headOf, type PlacedDirective } from "./node.ts";
import type { Reuse } from "./reuse.ts";
import type { Tokens } from "./tokens.ts";
import { type Origin, originOf, Wording } from "./wording.ts";

/** Collects the words of one statement after another. */
export class Words {
  /** Of the statement that is being read. */
  count = 0;
  /** The directive that stood here before, as far as it is known. */
  found: PlacedDirective | undefined = undefined;
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #reuse: Reuse | undefined;
  /** The first `count` are tokens of this statement. The array is kept. */
  readonly #indexes: number[] = [];
  /** Undefined where most of the text is known: then its few new words are kept apart from it. */
  readonly #origin: Origin | undefined;

  constructor(text: string, tokens: Tokens, reuse: Reuse | undefined) {
    this.#text = text;
    this.#tokens = tokens;
    this.#reuse = reuse;
    this.#origin = reuse ? undefined : originOf(text, tokens);
  }

  push(token: number): void {
    this.#indexes[this.count++] = token;
  }

  /** The words up to here, of which there must be one. */
  take(): Head {
    const { count } = this;
    this.count = 0;
    const first = this.#indexes[0] ?? 0;
    const last = this.#indexes[count - 1] ?? 0;
    const known = this.#known(this.#tokens.start(first), this.#tokens.end(last), count);
    if (known) return known;
    // A comment between the words is a token, too.
    const isRow = last - first === count - 1;
    if (this.#origin && isRow) return new Head(new Wording(this.#origin, first, count), 0);
    const pieces = this.#indexes.slice(0, count).map((it) => ({
      start: this.#tokens.start(it),
      end: this.#tokens.end(it),
      kind: this.#tokens.kind(it),
    }));
    return headOf(this.#text, pieces);
  }

  /** Some words of `head`, from the one of index `from` to before `to`. */
  part(head: Head, from: number, to: number): Head {
    return headOf(this.#text, head.pieces(from, to));
  }

  /** `head` without its last character. */
  withoutLast(head: Head): Head {
    const pieces = head.pieces(0, head.count + 1);
    const last = pieces.pop();
    if (last) pieces.push({ ...last, end: last.end - 1 });
    return headOf(this.#text, pieces);
  }

  #known(start: number, end: number, count: number): Head | undefined {
    const { found } = this;
    this.found = undefined;
    if (!found || !this.#reuse?.covers(start, end)) return undefined;
    const { wording } = found;
    if (wording.count !== count || wording.end - wording.start !== end - start) return undefined;
    return new Head(wording, start - wording.start);
  }
}
