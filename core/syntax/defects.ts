import type { SyntaxDefect } from "./tree.ts";

/** The errors found so far, and a count that tells whether a piece of text went by without any. */
export class Defects {
  readonly all: SyntaxDefect[];
  #doubts = 0;

  constructor(all: readonly SyntaxDefect[]) {
    this.all = [...all];
  }

  push(defect: SyntaxDefect): void {
    this.all.push(defect);
  }

  /** What is read now may be read in another way where other text follows. */
  doubt(): void {
    this.#doubts++;
  }

  /** Grows with each error and doubt. */
  get count(): number {
    return this.all.length + this.#doubts;
  }
}
