/**
 * The open blocks. Where a `}` is missing, nginx takes the next one, so that every block after it is
 * one level too deep and the error comes at the end of the file or at some innocent directive.
 * Indentation tells where the block was meant to end; it is asked only when braces are missing.
 */
import type { Span } from "../text.ts";
import type { Defects } from "./defects.ts";
import { looksLikeEntries } from "./entries.ts";
import { type Frame, frameOf, type Unclosed } from "./frame.ts";
import type { Judge } from "./judge.ts";
import { columnOf } from "./layout.ts";
import { type BlockNode, type Head, PlacedDirective } from "./node.ts";
import { isWord, Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, Word } from "./tree.ts";
import { unclosedErrors } from "./unclosed.ts";

export class Nesting {
  readonly file: Frame;
  /** How many `}` are missing (positive) or too many (negative). */
  balance: number;
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #judge: Judge;
  readonly #defects: Defects;
  readonly #frames: Frame[];
  readonly #unclosed: Unclosed[] = [];
  /** Those of them that nginx has not noticed yet. */
  #unnoticed: Unclosed[] = [];
  /** Tokens that may still be looked at in search of a brace; bounds the time for very broken texts. */
  #searches = 500_000;
  /** The blocks that are open in nginx's reading. */
  readonly #raw: (Head | undefined)[] = [];
  /** Of the statement that is being read: the count of defects before it; -1 if it can't be sound. */
  #mark = -1;

  constructor(text: string, tokens: Tokens, judge: Judge, defects: Defects) {
    this.#text = text;
    this.#tokens = tokens;
    this.#judge = judge;
    this.#defects = defects;
    this.balance = tokens.balance;
    this.file = frameOf(undefined, looksLikeEntries(text, tokens, judge), 0, -1, -1, -1);
    this.#frames = [this.file];
  }

  /** The innermost open block. */
  get frame(): Frame {
    return this.#frames[this.#frames.length - 1] ?? this.file;
  }

  get depth(): number {
    return this.#frames.length - 1;
  }

  /** True where nothing but the surroundings and its own text decides how the next statement is read. */
  get isSettled(): boolean {
    return this.balance <= 0 && this.#unnoticed.length === 0;
  }

  /** A statement begins. */
  mark(): void {
    this.#mark = this.isSettled ? this.#defects.count : -1;
  }

  /** A directive begins: closes what it shows to be unclosed. */
  begin(name: string, start: number): void {
    if (this.balance > 0) this.#closeBefore(name, start);
    this.#noteColumn(start);
  }

  /** True if nginx has not noticed yet that a block is not closed. */
  get isUnnoticed(): boolean {
    return this.#unnoticed.length > 0;
  }

  /** nginx reads a directive with these arguments and maybe more; `span` is where it would complain. */
  notice(name: string, args: readonly Word[], span: Span): void {
    const outer = this.#raw.at(-1);
    if (this.#raw.length === 0) return;
    const complaint = this.#judge.complaint(name, args, {
      name: outer?.name ?? "",
      args: outer?.args() ?? [],
    });
    if (complaint === undefined) return;
    for (const it of this.#unnoticed) it.noticed = { span, complaint };
    this.#unnoticed = [];
  }

  add(head: Head, end: number, terminated: boolean, code?: Span): void {
    this.#add(head, end, terminated, code, undefined, this.#mark);
  }

  /** Takes a whole directive as it was read before. */
  addAgain(directive: PlacedDirective): void {
    this.#noteColumn(directive.start);
    this.frame.directives.push(directive);
  }

  open(head: Head, token: number): void {
    this.#push(head, this.#tokens.start(token), token);
  }

  openNameless(token: number): void {
    const { frame } = this;
    this.#frames.push({
      ...frame,
      head: undefined,
      start: this.#tokens.start(token),
      token,
      mark: -1,
      directives: [],
      childColumn: -1,
      hasOwnBrace: undefined,
    });
  }

  /** Opens a block whose `{` is missing at `offset`, if there is a `}` too many. */
  openMissing(head: Head, offset: number): boolean {
    if (this.balance >= 0) return false;
    this.balance++;
    this.#push(head, offset, -1);
    return true;
  }

  /** Takes the `}` of token `index`. False if no block is open. */
  close(index: number): boolean {
    if (this.balance > 0) this.#closeDeeper(this.#tokens.start(index));
    if (this.depth === 0) return false;
    this.#pop(this.#tokens.end(index), true);
    return true;
  }

  /** Closes the innermost block at a `}` that nginx reads as part of a word. */
  closeGlued(end: number): void {
    this.balance--;
    this.#pop(end, true);
  }

  /** A block opens for nginx. */
  enterRaw(head: Head | undefined): void {
    this.#raw.push(head);
  }

  leaveRaw(): void {
    this.#raw.pop();
  }

  /** Ends the file. Returns an error for each missing `}`, or one for all that nginx misses at the end. */
  finish(): SyntaxDefect[] {
    const end = this.#text.length;
    while (this.depth > 0) this.#closeMissing(end);
    return unclosedErrors(this.#text, this.#unclosed);
  }

  #noteColumn(start: number): void {
    const { frame } = this;
    if (frame.childColumn < 0) frame.childColumn = columnOf(this.#text, start);
  }

  #add(
    head: Head,
    end: number,
    terminated: boolean,
    code: Span | undefined,
    block: BlockNode | undefined,
    mark: number,
  ): void {
    const { directives, surroundings } = this.frame;
    const sound = mark >= 0 && mark === this.#defects.count && block?.closed !== false;
    const { start } = head;
    const node = { head, start, end, terminated, code, block, surroundings, sound };
    directives.push(new PlacedDirective(node, 0));
  }

  #push(head: Head, start: number, token: number): void {
    const body = this.#judge.bodyOf(head.name, this.frame.body);
    const column = columnOf(this.#text, head.start);
    this.#frames.push(frameOf(head, body, start, token, column, this.#mark));
  }

  #pop(end: number, closed: boolean): void {
    const frame = this.depth > 0 ? this.#frames.pop() : undefined;
    if (!frame) return;
    const { head, directives } = frame;
    if (!head) {
      for (const directive of directives) this.frame.directives.push(directive);
      return;
    }
    const block = { span: { start: frame.start, end }, directives, closed };
    this.#add(head, end, true, undefined, block, frame.mark);
  }

  /** Ends the innermost block without its `}`, because of what stands at `before`. */
  #closeMissing(before: number): void {
    const { frame } = this;
    const contentEnd = frame.directives.at(-1)?.end ?? frame.start + 1;
    const { head } = frame;
    if (head) {
      const unclosed: Unclosed = { frame, head, before, contentEnd, noticed: undefined };
      this.#unclosed.push(unclosed);
      this.#unnoticed.push(unclosed);
    }
    this.balance--;
    this.#pop(contentEnd, false);
  }

  #closeBefore(name: string, start: number): void {
    const column = columnOf(this.#text, start);
    if (column < 0) return;
    while (this.depth > 0 && this.balance > 0) {
      const { frame } = this;
      if (frame.column < column) return;
      const refused = frame.body === "directives" && this.#judge.rejectsParent(name, frame.name);
      const indented = this.#isIndented(frame);
      if (indented ? this.#hasOwnBrace(frame) : !refused) return;
      this.#closeMissing(start);
    }
  }

  /** A `}` further left than the innermost block closes the block that stands in its column. */
  #closeDeeper(offset: number): void {
    const column = columnOf(this.#text, offset);
    if (column < 0 || !this.#isOpenAt(column)) return;
    while (this.depth > 0 && this.balance > 0 && this.frame.column > column) {
      this.#closeMissing(offset);
    }
  }

  #isOpenAt(column: number): boolean {
    for (let depth = this.depth; depth > 0; depth--) {
      const frame = this.#frames[depth];
      if (frame && frame.column >= 0 && frame.column <= column) return frame.column === column;
    }
    return false;
  }

  /** Whether the content of a block is further right than the block: of this one, or of the one around. */
  #isIndented(frame: Frame): boolean {
    if (frame.childColumn >= 0) return frame.childColumn > frame.column;
    const outer = this.#frames[this.#frames.length - 2];
    return outer?.head !== undefined && outer.childColumn > outer.column;
  }

  /**
   * Whether the next `}` in the block's column is the block's: none further left comes before it, and no
   * other block that begins in that column.
   */
  #hasOwnBrace(frame: Frame): boolean {
    frame.hasOwnBrace ??= this.#searchOwnBrace(frame);
    return frame.hasOwnBrace;
  }

  #searchOwnBrace({ token, column }: Frame): boolean {
    const text = this.#text;
    const tokens = this.#tokens;
    let open = 0;
    let name = -1;
    for (let index = token + 1; index < tokens.count && this.#searches > 0; index++) {
      this.#searches--;
      const kind = tokens.kind(index);
      if (isWord(kind)) {
        if (name < 0) name = tokens.start(index);
        continue;
      }
      if (kind === Kind.open && name >= 0 && columnOf(text, name) === column) open++;
      if (kind === Kind.close) {
        const found = columnOf(text, tokens.start(index));
        if (found >= 0 && found < column) return false;
        if (found === column && open-- === 0) return true;
      }
      if (kind !== Kind.comment) name = -1;
    }
    return false;
  }
}
