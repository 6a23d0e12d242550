import type { Span } from "../text.ts";
import type { Lowered } from "./lower.ts";
import { Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, SyntaxTree } from "./tree.ts";

/** A tree whose comments are listed when asked for: few rules do. */
export class LoweredTree implements SyntaxTree {
  readonly directives: Lowered["directives"];
  readonly errors: readonly SyntaxDefect[];
  readonly #text: string;
  /** Start and end of each comment token. */
  readonly #bounds: Int32Array;
  #comments: readonly Span[] | undefined = undefined;

  /** The tokens may be used again. */
  constructor(text: string, tokens: Tokens, { directives, errors }: Lowered) {
    this.directives = directives;
    this.errors = errors;
    this.#text = text;
    this.#bounds = boundsOfComments(tokens);
  }

  get comments(): readonly Span[] {
    this.#comments ??= this.#listComments();
    return this.#comments;
  }

  #listComments(): readonly Span[] {
    const found: Span[] = [];
    for (let at = 0; at < this.#bounds.length; at += 2) {
      const start = this.#bounds[at] ?? 0;
      const end = this.#bounds[at + 1] ?? 0;
      found.push({ start, end: this.#text[end - 1] === "\r" ? end - 1 : end });
    }
    return found;
  }
}

function boundsOfComments({ kinds, starts, ends, count }: Tokens): Int32Array {
  const bounds: number[] = [];
  for (let index = kinds.indexOf(Kind.comment); index !== -1 && index < count; ) {
    bounds.push(starts[index] ?? 0, ends[index] ?? 0);
    index = kinds.indexOf(Kind.comment, index + 1);
  }
  return Int32Array.from(bounds);
}
