/**
 * The open blocks. Where a `}` is missing, nginx takes the next one, so that every block after it is
 * one level too deep and the error comes at the end of the file or at some innocent directive.
 * Indentation tells where the block was meant to end; it is asked only when braces are missing.
 */
import type { Span } from "../text.ts";
import type { Frame, Unclosed } from "./frame.ts";
import type { Judge } from "./judge.ts";
import { columnOf } from "./layout.ts";
import { isWord, Kind, type Tokens } from "./tokens.ts";
import type { Block, Directive, SyntaxDefect, Word } from "./tree.ts";
import { unclosedErrors } from "./unclosed.ts";

export class Nesting {
  readonly file: Frame;
  /** How many `}` are missing (positive) or too many (negative). */
  balance: number;
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #judge: Judge;
  readonly #frames: Frame[];
  readonly #unclosed: Unclosed[] = [];
  /** Those of them that nginx has not noticed yet. */
  #unnoticed: Unclosed[] = [];
  /** Tokens that may still be looked at in search of a brace; bounds the time for very broken texts. */
  #searches = 500_000;
  /** The blocks that are open in nginx's reading. */
  readonly #raw: { readonly name: string; readonly args: readonly Word[] }[] = [];

  constructor(text: string, tokens: Tokens, judge: Judge) {
    this.#text = text;
    this.#tokens = tokens;
    this.#judge = judge;
    this.balance = tokens.balance;
    this.file = frameOf(undefined, "", looksLikeEntries(text, tokens, judge), 0, -1, -1);
    this.#frames = [this.file];
  }

  /** The innermost open block. */
  get frame(): Frame {
    return this.#frames[this.#frames.length - 1] ?? this.file;
  }

  get depth(): number {
    return this.#frames.length - 1;
  }

  /**
   * A directive begins, with these arguments and maybe more: closes what it shows to be unclosed. `noticed`
   * is where nginx would say so.
   */
  begin(name: Word, args: readonly Word[], noticed: Span): void {
    if (this.balance > 0) this.#closeBefore(name);
    if (this.#unnoticed.length > 0) this.#notice(name, args, noticed);
    const { frame } = this;
    if (frame.childColumn < 0) frame.childColumn = columnOf(this.#text, name.span.start);
  }

  add(directive: Directive): void {
    this.frame.directives.push(directive);
  }

  open(name: Word, args: readonly Word[], token: number): void {
    this.#push(name, args, this.#tokens.start(token), token);
  }

  openNameless(token: number): void {
    const { name, body, column } = this.frame;
    this.#frames.push(frameOf(undefined, name, body, this.#tokens.start(token), token, column));
  }

  /** Opens a block whose `{` is missing at `offset`, if there is a `}` too many. */
  openMissing(name: Word, args: readonly Word[], offset: number): boolean {
    if (this.balance >= 0) return false;
    this.balance++;
    this.#push(name, args, offset, -1);
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
  enterRaw(name: string, args: readonly Word[]): void {
    this.#raw.push({ name, args });
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

  #push(name: Word, args: readonly Word[], start: number, token: number): void {
    const body = this.#judge.bodyOf(name.text, this.frame.body);
    const column = columnOf(this.#text, name.span.start);
    this.#frames.push(frameOf({ name, args }, name.text, body, start, token, column));
  }

  #pop(end: number, closed: boolean): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    if (!frame.head) {
      for (const directive of frame.directives) this.add(directive);
      return;
    }
    const { name, args } = frame.head;
    const block: Block = {
      span: { start: frame.start, end },
      directives: frame.directives,
      closed,
    };
    this.add({ name, args, span: { start: name.span.start, end }, block, terminated: true });
  }

  /** Ends the innermost block without its `}`, because of what stands at `before`. */
  #closeMissing(before: number): void {
    const { frame } = this;
    const contentEnd = frame.directives.at(-1)?.span.end ?? frame.start + 1;
    if (frame.head) {
      const { name } = frame.head;
      const unclosed: Unclosed = { frame, name, before, contentEnd, noticed: undefined };
      this.#unclosed.push(unclosed);
      this.#unnoticed.push(unclosed);
    }
    this.balance--;
    this.#pop(contentEnd, false);
  }

  #closeBefore(name: Word): void {
    const column = columnOf(this.#text, name.span.start);
    if (column < 0) return;
    while (this.depth > 0 && this.balance > 0) {
      const { frame } = this;
      if (frame.column < column) return;
      const refused =
        frame.body === "directives" && this.#judge.rejectsParent(name.text, frame.name);
      const indented = this.#isIndented(frame);
      if (indented ? this.#hasOwnBrace(frame) : !refused) return;
      this.#closeMissing(name.span.start);
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

  #notice(name: Word, args: readonly Word[], span: Span): void {
    const outer = this.#raw.at(-1);
    if (!outer) return;
    const complaint = this.#judge.complaint(name.text, args, outer);
    if (complaint === undefined) return;
    for (const it of this.#unnoticed) it.noticed = { span, complaint };
    this.#unnoticed = [];
  }
}

function frameOf(
  head: Frame["head"],
  name: string,
  body: Frame["body"],
  start: number,
  token: number,
  column: number,
): Frame {
  return {
    head,
    name,
    body,
    start,
    token,
    column,
    directives: [],
    childColumn: -1,
    hasOwnBrace: undefined,
  };
}

/**
 * A file without any block, most of whose names are no directives, is meant to be included in a `map`,
 * `geo` or `types` block.
 */
function looksLikeEntries(text: string, tokens: Tokens, judge: Judge): Frame["body"] {
  let unknown = 0;
  let atName = true;
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kind(index);
    if (kind === Kind.open) return "directives";
    if (kind === Kind.semicolon) atName = true;
    else if (kind !== Kind.comment && atName) {
      const name = text.slice(tokens.start(index), tokens.end(index));
      unknown += judge.isDirective(name) ? -1 : 1;
      atName = false;
    }
  }
  return unknown > 0 ? "unknown" : "directives";
}
