/**
 * Complete statements become directives. One statement is several directives where a `;` is missing,
 * and opens or does not open a block against what is written where that is surely meant.
 */
import type { Span } from "../text.ts";
import type { Defects } from "./defects.ts";
import {
  insertion,
  mayBeName,
  notOpened,
  notTerminated,
  syntaxError,
  unexpected,
} from "./errors.ts";
import type { Judge, Terminator } from "./judge.ts";
import { onOneLine } from "./layout.ts";
import type { Nesting } from "./nesting.ts";
import type { Head } from "./node.ts";
import type { Reading } from "./repair.ts";
import { seams } from "./split.ts";
import { Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, Word } from "./tree.ts";
import type { Words } from "./words.ts";

/** What nginx says of too many words in an entry of these blocks. */
const ENTRY_COUNT: ReadonlyMap<string, string> = new Map([
  ["charset_map", "invalid parameters number"],
  ["geo", "invalid number of the geo parameters"],
  ["map", "invalid number of the map parameters"],
]);

/** How nginx reads a directive that has taken the words of the next ones. */
interface Merged {
  /** Those of the statement; the directive's name is the one at `from`, all behind it are its arguments. */
  readonly words: readonly Word[];
  readonly from: number;
  readonly terminator: Terminator;
}

export class Statements {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #reading: Reading;
  readonly #judge: Judge;
  readonly #nesting: Nesting;
  readonly #errors: Defects;
  readonly #words: Words;

  constructor(
    text: string,
    reading: Reading,
    judge: Judge,
    nesting: Nesting,
    errors: Defects,
    words: Words,
  ) {
    this.#text = text;
    this.#tokens = reading.tokens;
    this.#reading = reading;
    this.#judge = judge;
    this.#nesting = nesting;
    this.#errors = errors;
    this.#words = words;
  }

  /** Whether `name` is a block directive in the innermost block; undefined if that is open. */
  isBlock(name: string, argumentCount: number): boolean | undefined {
    const { frame } = this.#nesting;
    if (frame.body !== "directives") return undefined;
    return this.#judge.isBlock(name, frame.name, argumentCount);
  }

  /**
   * `return 200}`: the brace belongs to the word. True if a `}` is missing, so that it was surely meant to
   * close the block.
   */
  hasGluedBrace({ raw, quote }: Word): boolean {
    if (this.#nesting.balance <= 0 || this.#nesting.depth === 0 || quote !== "") return false;
    return raw.length >= 2 && raw.endsWith("}") && !raw.includes("{");
  }

  /** A statement ends at token `index`; at the end of the file if there is no such token. */
  end(whole: Head, terminator: Terminator, index: number): void {
    const end = index < this.#tokens.count ? this.#tokens.start(index) : this.#text.length;
    this.#nesting.begin(whole.name, whole.start);
    if (this.#nesting.isUnnoticed) {
      const noticed = this.#noticedAt(whole.nameSpan, terminator, end);
      this.#nesting.notice(whole.name, whole.args(), noticed);
    }
    if (onOneLine(this.#text, whole.start, end)) this.#endsAt(whole, terminator, index);
    else this.#endsBelow(whole, terminator, index, end);
  }

  /** A statement over several lines may be several directives. */
  #endsBelow(whole: Head, terminator: Terminator, index: number, end: number): void {
    const words = whole.words();
    let from = 0;
    const parent = this.#nesting.frame;
    for (const seam of seams({ text: this.#text, words, terminator, parent }, this.#judge)) {
      const next = words[seam];
      if (!next) continue;
      const noticed = this.#noticedAt(next.span, terminator, end);
      const merged = { words, from, terminator };
      this.#endsAtSeam(this.#words.part(whole, from, seam), noticed, merged);
      this.#nesting.begin(next.text, next.span.start);
      if (this.#nesting.isUnnoticed) {
        this.#nesting.notice(next.text, words.slice(seam + 1, seam + 4), noticed);
      }
      from = seam;
    }
    const last = from === 0 ? whole : this.#words.part(whole, from, words.length);
    this.#endsAt(last, terminator, index);
  }

  /** nginx notices a missing `;` at the next terminator; that is shown if it is on another line. */
  #noticedAt(next: Span, terminator: Terminator, offset: number): Span {
    const isWritten = terminator === ";" || terminator === "{";
    if (!isWritten || onOneLine(this.#text, next.start, offset)) return next;
    return { start: offset, end: offset + 1 };
  }

  /** A directive whose `;` or `{` is missing before another one. */
  #endsAtSeam(written: Head, noticed: Span, merged: Merged): void {
    const last = written.count > 0 ? written.args().at(-1) : undefined;
    const isGlued = last !== undefined && this.hasGluedBrace(last);
    const head = isGlued ? this.#words.withoutLast(written) : written;
    const at = head.end;
    const isBlock = this.isBlock(head.name, head.count) === true;
    const message = this.#saidOf(head.name, isBlock, merged);
    const opened = isBlock && this.#nesting.openMissing(head, at);
    const what = isBlock ? "{" : ";";
    this.#errors.push(
      syntaxError(
        isBlock ? "block-not-opened" : "directive-not-terminated",
        noticed,
        message,
        [{ span: { start: at, end: at }, message: `"${what}" is missing here` }],
        this.#repairAtSeam(head, isBlock, opened),
      ),
    );
    if (!opened) this.#nesting.add(head, at, false);
    if (isGlued) this.#nesting.closeGlued(at + 1);
  }

  #repairAtSeam({ name, end }: Head, isBlock: boolean, opened: boolean): SyntaxDefect["fix"] {
    if (isBlock) return opened ? insertion(end, " {") : undefined;
    return mayBeName(name) ? insertion(end, ";") : undefined;
  }

  /** What nginx says of a directive that has taken the words of the next ones. */
  #saidOf(name: string, isBlock: boolean, { words, from, terminator }: Merged): string {
    const missing = `: "${isBlock ? "{" : ";"}" is missing`;
    const { body, name: outer } = this.#nesting.frame;
    const entry = body === "entries" ? ENTRY_COUNT.get(outer) : undefined;
    if (entry !== undefined && terminator === ";") return entry + missing;
    if (isBlock && terminator !== "{") return notOpened(name);
    const isJudged = isBlock || terminator === ";";
    const complaint = isJudged ? this.#judge.argumentComplaint(words, from, isBlock) : undefined;
    return complaint === undefined ? notTerminated(name) : complaint + missing;
  }

  #endsAt(head: Head, terminator: Terminator, index: number): void {
    const isBlock = this.isBlock(head.name, head.count);
    if (terminator === "{") {
      this.#opens(head, index, isBlock);
    } else if (isBlock === true && terminator === ";") {
      this.#isNotOpened(head, index);
    } else if (isBlock !== true || !this.#nesting.openMissing(head, head.end)) {
      const written = terminator === ";" && !this.#reading.virtual.has(this.#tokens.start(index));
      this.#nesting.add(head, written ? this.#tokens.end(index) : head.end, written);
    }
  }

  #opens(head: Head, index: number, isBlock: boolean | undefined): void {
    const span = { start: this.#tokens.start(index), end: this.#tokens.end(index) };
    if (this.#nesting.frame.body === "entries") {
      this.#errors.push(syntaxError("unexpected-token", span, unexpected("{")));
    } else if (isBlock === false) {
      const at = head.end;
      const related = [{ span: { start: at, end: at }, message: '";" is missing here' }];
      const isTypo = this.#nesting.balance > 0;
      const isEmpty = this.#tokens.kind(index + 1) === Kind.close;
      const end = isTypo ? span.end : this.#tokens.end(index + 1);
      const edits = [{ span: { start: at, end }, newText: ";" }];
      const title = `Replace "${isTypo ? "{" : "{ }"}" by ";"`;
      const isPlaceholder = isTypo && /[^\s#]/.test(this.#text[span.end] ?? " ");
      const fix = (isTypo && !isPlaceholder) || isEmpty ? { title, edits } : undefined;
      this.#errors.push(
        syntaxError("directive-not-terminated", span, notTerminated(head.name), related, fix),
      );
      if (isTypo) {
        this.#nesting.balance--;
        this.#nesting.add(head, at, false);
        return;
      }
    }
    this.#nesting.open(head, index);
  }

  /** A block directive that ends in `;`. */
  #isNotOpened(head: Head, index: number): void {
    const span = { start: this.#tokens.start(index), end: this.#tokens.end(index) };
    const at = head.end;
    const opened = index + 1 < this.#tokens.count && this.#nesting.openMissing(head, at);
    const related = [{ span: { start: at, end: at }, message: '"{" is missing here' }];
    const edits = [{ span: { start: at, end: span.end }, newText: " {" }];
    const fix = opened ? { title: 'Replace ";" by "{"', edits } : undefined;
    this.#errors.push(syntaxError("block-not-opened", span, notOpened(head.name), related, fix));
    if (!opened) this.#nesting.add(head, span.end, true);
  }
}
