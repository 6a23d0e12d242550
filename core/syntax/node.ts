/**
 * Directives as trees share them. A node knows offsets of the text that it was read in; what a tree shows
 * of it is shifted to where it stands there. Shifted views are made when asked for.
 */
import type { Span } from "../text.ts";
import type { Body } from "./judge.ts";
import type { Block, Directive, Word } from "./tree.ts";
import { originOfWords, type Piece, PlacedWord, Wording } from "./wording.ts";

/** The words that a directive begins with, at their place. */
export class Head {
  readonly wording: Wording;
  readonly shift: number;

  constructor(wording: Wording, shift: number) {
    this.wording = wording;
    this.shift = shift;
  }

  get name(): string {
    return this.wording.name;
  }

  get start(): number {
    return this.wording.start + this.shift;
  }

  /** End of the last word. */
  get end(): number {
    return this.wording.end + this.shift;
  }

  get lastStart(): number {
    return this.wording.startOf(this.wording.count - 1) + this.shift;
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.wording.endOf(0) + this.shift };
  }

  /** Of arguments. */
  get count(): number {
    return this.wording.count - 1;
  }

  words(): Word[] {
    return this.#wordsFrom(0);
  }

  args(): Word[] {
    return this.#wordsFrom(1);
  }

  /** The words from the one of index `from` to before `to`. */
  pieces(from: number, to: number): Piece[] {
    const { wording, shift } = this;
    const pieces: Piece[] = [];
    for (let index = from; index < to; index++) {
      const start = wording.startOf(index) + shift;
      const end = wording.endOf(index) + shift;
      pieces.push({ start, end, kind: wording.kindOf(index) });
    }
    return pieces;
  }

  #wordsFrom(first: number): Word[] {
    const words: Word[] = [];
    for (let index = first; index < this.wording.count; index++) {
      words.push(new PlacedWord(this.wording, index, this.shift));
    }
    return words;
  }
}

/** Words of `text` on their own. */
export function headOf(text: string, pieces: readonly Piece[]): Head {
  return new Head(new Wording(originOfWords(text, pieces), 0, pieces.length), 0);
}

/** What decides how a statement is read, beside its own text. */
export interface Surroundings {
  /** Name of the nearest named block; empty for the file. */
  readonly name: string;
  readonly body: Body;
}

export interface DirectiveNode {
  readonly head: Head;
  readonly start: number;
  readonly end: number;
  readonly terminated: boolean;
  readonly code: Span | undefined;
  readonly block: BlockNode | undefined;
  readonly surroundings: Surroundings;
  /** True if it is read like this wherever else the same text stands in such surroundings. */
  readonly sound: boolean;
}

export interface BlockNode {
  readonly span: Span;
  readonly directives: readonly PlacedDirective[];
  readonly closed: boolean;
}

const NO_WORDS: readonly Word[] = [];

export class PlacedDirective implements Directive {
  readonly node: DirectiveNode;
  readonly shift: number;
  #name: Word | undefined = undefined;
  #args: readonly Word[] | undefined = undefined;
  #block: PlacedBlock | undefined = undefined;

  constructor(node: DirectiveNode, shift: number) {
    this.node = node;
    this.shift = shift;
  }

  get wording(): Wording {
    return this.node.head.wording;
  }

  get name(): Word {
    this.#name ??= new PlacedWord(this.wording, 0, this.node.head.shift + this.shift);
    return this.#name;
  }

  get args(): readonly Word[] {
    this.#args ??= this.#words();
    return this.#args;
  }

  get start(): number {
    return this.node.start + this.shift;
  }

  get end(): number {
    return this.node.end + this.shift;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get block(): PlacedBlock | undefined {
    const { block } = this.node;
    if (block) this.#block ??= new PlacedBlock(block, this.shift);
    return this.#block;
  }

  get code(): Span | undefined {
    const { code } = this.node;
    return code && shifted(code, this.shift);
  }

  get terminated(): boolean {
    return this.node.terminated;
  }

  get content(): object {
    return this.node;
  }

  /** The same further on. */
  movedBy(distance: number): PlacedDirective {
    return distance === 0 ? this : new PlacedDirective(this.node, this.shift + distance);
  }

  #words(): readonly Word[] {
    const { head } = this.node;
    if (head.count === 0) return NO_WORDS;
    return new Head(head.wording, head.shift + this.shift).args();
  }
}

class PlacedBlock implements Block {
  readonly #node: BlockNode;
  readonly #shift: number;
  #directives: readonly PlacedDirective[] | undefined = undefined;

  constructor(node: BlockNode, shift: number) {
    this.#node = node;
    this.#shift = shift;
  }

  get span(): Span {
    return shifted(this.#node.span, this.#shift);
  }

  get directives(): readonly PlacedDirective[] {
    this.#directives ??= this.#place();
    return this.#directives;
  }

  get closed(): boolean {
    return this.#node.closed;
  }

  #place(): readonly PlacedDirective[] {
    const { directives } = this.#node;
    if (this.#shift === 0) return directives;
    return directives.map((it) => it.movedBy(this.#shift));
  }
}

function shifted({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}
