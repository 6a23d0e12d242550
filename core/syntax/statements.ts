/**
 * Complete statements become directives. One statement is several directives where a `;` is missing,
 * and opens or does not open a block against what is written where that is surely meant.
 */
import type { Span } from "../text.ts";
import { insertion, notOpened, notTerminated, syntaxError, unexpected } from "./errors.ts";
import type { Judge, Terminator } from "./judge.ts";
import { onOneLine } from "./layout.ts";
import type { Nesting } from "./nesting.ts";
import type { Reading } from "./repair.ts";
import { seams } from "./split.ts";
import { Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, Word } from "./tree.ts";
import { SourceWord } from "./word.ts";

/** What nginx says of too many words in an entry of these blocks. */
const ENTRY_COUNT: ReadonlyMap<string, string> = new Map([
  ["charset_map", "invalid parameters number"],
  ["geo", "invalid number of the geo parameters"],
  ["map", "invalid number of the map parameters"],
]);

/** How nginx reads a directive that has taken the words of the next ones. */
interface Merged {
  /** Its name and all that it takes for arguments. */
  readonly words: readonly Word[];
  readonly terminator: Terminator;
}

export class Statements {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #reading: Reading;
  readonly #judge: Judge;
  readonly #nesting: Nesting;
  readonly #errors: SyntaxDefect[];

  constructor(
    text: string,
    reading: Reading,
    judge: Judge,
    nesting: Nesting,
    errors: SyntaxDefect[],
  ) {
    this.#text = text;
    this.#tokens = reading.tokens;
    this.#reading = reading;
    this.#judge = judge;
    this.#nesting = nesting;
    this.#errors = errors;
  }

  /** Whether `name` is a block directive in the innermost block; undefined if that is open. */
  isBlock(name: string, argumentCount: number): boolean | undefined {
    const { frame } = this.#nesting;
    if (frame.body !== "directives") return undefined;
    return this.#judge.isBlock(name, frame.name, argumentCount);
  }

  /**
   * `return 200}`: the brace belongs to the word. Returns the word without it if a `}` is missing, so
   * that it was surely meant to close the block.
   */
  withoutBrace(word: Word): Word | undefined {
    if (this.#nesting.balance <= 0 || this.#nesting.depth === 0 || word.quote !== "")
      return undefined;
    const { raw, span } = word;
    if (raw.length < 2 || !raw.endsWith("}") || raw.includes("{")) return undefined;
    return new SourceWord(this.#text, span.start, span.end - 1, true);
  }

  /** A statement ends at token `index`; at the end of the file if there is no such token. */
  end(first: Word, rest: readonly Word[], terminator: Terminator, index: number): void {
    const end = index < this.#tokens.count ? this.#tokens.start(index) : this.#text.length;
    this.#nesting.begin(first, rest, this.#noticedAt(first, terminator, end));
    if (onOneLine(this.#text, first.span.start, end)) {
      this.#endsAt(first, rest, terminator, index);
      return;
    }
    const words = [first, ...rest];
    let from = 0;
    for (const seam of seams(this.#text, words, terminator, this.#nesting.frame, this.#judge)) {
      const name = words[from];
      const next = words[seam];
      if (!name || !next) continue;
      const noticed = this.#noticedAt(next, terminator, end);
      const merged = { words: words.slice(from), terminator };
      this.#endsAtSeam(name, words.slice(from + 1, seam), noticed, merged);
      this.#nesting.begin(next, words.slice(seam + 1, seam + 4), noticed);
      from = seam;
    }
    this.#endsAt(words[from] ?? first, words.slice(from + 1), terminator, index);
  }

  /** nginx notices a missing `;` at the next terminator; that is shown if it is on another line. */
  #noticedAt(next: Word, terminator: Terminator, offset: number): Span {
    const isWritten = terminator === ";" || terminator === "{";
    if (!isWritten || onOneLine(this.#text, next.span.start, offset)) return next.span;
    return { start: offset, end: offset + 1 };
  }

  /** A directive whose `;` or `{` is missing before another one. */
  #endsAtSeam(name: Word, written: readonly Word[], noticed: Span, merged: Merged): void {
    const cut = written.length > 0 ? this.withoutBrace(lastOf(name, written)) : undefined;
    const args = cut ? [...written.slice(0, -1), cut] : written;
    const at = lastOf(name, args).span.end;
    const isBlock = this.isBlock(name.text, args.length) === true;
    const message = this.#saidOf(name.text, isBlock, merged);
    const opened = isBlock && this.#nesting.openMissing(name, args, at);
    const what = isBlock ? "{" : ";";
    this.#errors.push(
      syntaxError(
        isBlock ? "block-not-opened" : "directive-not-terminated",
        noticed,
        message,
        [{ span: { start: at, end: at }, message: `"${what}" is missing here` }],
        isBlock ? (opened ? insertion(at, " {") : undefined) : insertion(at, ";"),
      ),
    );
    if (!opened) this.#add(name, args, at, false);
    if (cut) this.#nesting.closeGlued(at + 1);
  }

  /** What nginx says of a directive that has taken the words of the next ones. */
  #saidOf(name: string, isBlock: boolean, { words, terminator }: Merged): string {
    const missing = `: "${isBlock ? "{" : ";"}" is missing`;
    const { body, name: outer } = this.#nesting.frame;
    const entry = body === "entries" ? ENTRY_COUNT.get(outer) : undefined;
    if (entry !== undefined && terminator === ";") return entry + missing;
    if (isBlock && terminator !== "{") return notOpened(name);
    const isJudged = isBlock || terminator === ";";
    const complaint = isJudged ? this.#judge.argumentComplaint(words, isBlock) : undefined;
    return complaint === undefined ? notTerminated(name) : complaint + missing;
  }

  #endsAt(name: Word, args: readonly Word[], terminator: Terminator, index: number): void {
    const isBlock = this.isBlock(name.text, args.length);
    const at = lastOf(name, args).span.end;
    if (terminator === "{") {
      this.#opens(name, args, index, isBlock);
    } else if (isBlock === true && terminator === ";") {
      this.#isNotOpened(name, args, index);
    } else if (isBlock !== true || !this.#nesting.openMissing(name, args, at)) {
      const written = terminator === ";" && !this.#reading.virtual.has(this.#tokens.start(index));
      this.#add(name, args, written ? this.#tokens.end(index) : at, written);
    }
  }

  #opens(name: Word, args: readonly Word[], index: number, isBlock: boolean | undefined): void {
    const span = { start: this.#tokens.start(index), end: this.#tokens.end(index) };
    if (this.#nesting.frame.body === "entries") {
      this.#errors.push(syntaxError("unexpected-token", span, unexpected("{")));
    } else if (isBlock === false) {
      const at = lastOf(name, args).span.end;
      const related = [{ span: { start: at, end: at }, message: '";" is missing here' }];
      const isTypo = this.#nesting.balance > 0;
      const isEmpty = this.#tokens.kind(index + 1) === Kind.close;
      const end = isTypo ? span.end : this.#tokens.end(index + 1);
      const edits = [{ span: { start: at, end }, newText: ";" }];
      const title = `Replace "${isTypo ? "{" : "{ }"}" by ";"`;
      const fix = isTypo || isEmpty ? { title, edits } : undefined;
      this.#errors.push(
        syntaxError("directive-not-terminated", span, notTerminated(name.text), related, fix),
      );
      if (isTypo) {
        this.#nesting.balance--;
        this.#add(name, args, at, false);
        return;
      }
    }
    this.#nesting.open(name, args, index);
  }

  /** A block directive that ends in `;`. */
  #isNotOpened(name: Word, args: readonly Word[], index: number): void {
    const span = { start: this.#tokens.start(index), end: this.#tokens.end(index) };
    const at = lastOf(name, args).span.end;
    const opened = index + 1 < this.#tokens.count && this.#nesting.openMissing(name, args, at);
    const related = [{ span: { start: at, end: at }, message: '"{" is missing here' }];
    const edits = [{ span: { start: at, end: span.end }, newText: " {" }];
    const fix = opened ? { title: 'Replace ";" by "{"', edits } : undefined;
    this.#errors.push(syntaxError("block-not-opened", span, notOpened(name.text), related, fix));
    if (!opened) this.#add(name, args, span.end, true);
  }

  #add(name: Word, args: readonly Word[], end: number, terminated: boolean): void {
    this.#nesting.add({ name, args, span: { start: name.span.start, end }, terminated });
  }
}

function lastOf(name: Word, args: readonly Word[]): Word {
  return args[args.length - 1] ?? name;
}
