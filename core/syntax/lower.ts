/**
 * Tokens become directives. Reads them as nginx does (`ngx_conf_parse`), and where nginx would stop,
 * says so and goes on with the likeliest reading.
 */
import type { Span } from "../text.ts";
import { Defects } from "./defects.ts";
import {
  characterAt,
  END_IN_DIRECTIVE,
  insertion,
  mayBeName,
  removal,
  syntaxError,
  unexpected,
} from "./errors.ts";
import { Judge } from "./judge.ts";
import { SURELY_SHORT, tooLong } from "./limits.ts";
import { Nesting } from "./nesting.ts";
import type { Head, PlacedDirective } from "./node.ts";
import type { Reading } from "./repair.ts";
import type { Reuse } from "./reuse.ts";
import { Statements } from "./statements.ts";
import { isQuoted, isWord, Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, Vocabulary } from "./tree.ts";
import { Words } from "./words.ts";

/** What nginx accepts after a closing quote, and `}`, which gets an error of its own. */
const AFTER_QUOTE = " \t\r\n;{)}";
const LUA_BLOCK = /^[a-z_]*_by_lua_block$/;

export interface Lowered {
  readonly directives: readonly PlacedDirective[];
  /** In the order of the text. */
  readonly errors: readonly SyntaxDefect[];
}

export interface LoweringOptions {
  /** Another text of the same length, from which words are taken. */
  readonly written?: string;
  /** What is known of the text's unchanged parts. */
  readonly reuse?: Reuse | undefined;
}

export function lower(
  text: string,
  reading: Reading,
  vocabulary: Vocabulary,
  options: LoweringOptions = {},
): Lowered {
  return new Lowering(text, reading, vocabulary, options).run();
}

class Lowering {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #reading: Reading;
  readonly #reuse: Reuse | undefined;
  readonly #nesting: Nesting;
  readonly #statements: Statements;
  readonly #errors: Defects;
  /** Of the statement that is being read. */
  readonly #words: Words;
  /** Whether the statement that is being read has an error already. */
  #isFaulty = false;

  constructor(
    text: string,
    reading: Reading,
    vocabulary: Vocabulary,
    { written = text, reuse }: LoweringOptions,
  ) {
    this.#text = text;
    this.#tokens = reading.tokens;
    this.#reading = reading;
    this.#reuse = reuse;
    this.#errors = new Defects(reading.errors);
    const judge = new Judge(vocabulary);
    this.#nesting = new Nesting(text, reading.tokens, judge, this.#errors);
    this.#words = new Words(written, reading.tokens, reuse);
    this.#statements = new Statements(
      text,
      reading,
      judge,
      this.#nesting,
      this.#errors,
      this.#words,
    );
  }

  run(): Lowered {
    const tokens = this.#tokens;
    for (let index = 0; index < tokens.count; index++) {
      const kind = tokens.kind(index);
      if (isWord(kind)) index = this.#onWord(index, kind);
      else if (kind === Kind.semicolon) this.#onSemicolon(index);
      else if (kind === Kind.close) this.#onClose(index);
      else if (kind === Kind.open) index = this.#onOpen(index);
      else if (kind === Kind.comment) this.#checkLength(index, kind);
    }
    this.#onEnd();
    return {
      directives: this.#nesting.file.directives,
      errors: this.#errors.all.sort((a, b) => a.span.start - b.span.start),
    };
  }

  /** Returns the last token it has used: with the first word a whole directive may be known. */
  #onWord(index: number, kind: number): number {
    if (this.#words.count === 0) {
      const end = this.#reuseAt(index);
      if (end > 0) return this.#tokens.before(end, index);
      this.#nesting.mark();
    }
    this.#words.push(index);
    const end = this.#tokens.end(index);
    if (isQuoted(kind) && !this.#isFaulty && !AFTER_QUOTE.includes(this.#text[end] ?? " ")) {
      this.#isFaulty = true;
      const { character, span } = characterAt(this.#text, end);
      this.#errors.push(syntaxError("unexpected-token", span, unexpected(character)));
    }
    this.#checkLength(index, kind);
    return index;
  }

  /** Takes the directive that begins here as it was read before. Returns its end, or 0. */
  #reuseAt(index: number): number {
    const reuse = this.#reuse;
    if (!reuse) return 0;
    const start = this.#tokens.start(index);
    const found = reuse.at(start);
    this.#words.found = found;
    if (!found?.node.sound || !this.#nesting.isSettled) return 0;
    const { name, body } = found.node.surroundings;
    const { frame } = this.#nesting;
    if (name !== frame.name || body !== frame.body) return 0;
    const distance = reuse.distanceAt(start);
    const end = found.end + distance;
    if (!reuse.covers(start, end)) return 0;
    this.#nesting.addAgain(found.movedBy(distance));
    return end;
  }

  #checkLength(index: number, kind: number): void {
    const start = this.#tokens.start(index);
    const end = this.#tokens.end(index);
    if (end - start <= SURELY_SHORT) return;
    // What follows decides, too.
    this.#errors.doubt();
    const message = tooLong(this.#text, start, end, kind);
    if (message === undefined || this.#reading.explained.has(start)) return;
    const span = { start, end: start + 1 };
    this.#errors.push(syntaxError("parameter-too-long", span, message));
  }

  #onSemicolon(index: number): void {
    if (this.#words.count > 0) {
      this.#statements.end(this.#takeHead(), ";", index);
      return;
    }
    const span = this.#span(index);
    const fix = removal(span, '";"');
    this.#errors.push(syntaxError("unexpected-token", span, unexpected(";"), [], fix));
  }

  /** Returns the last token it has used. */
  #onOpen(index: number): number {
    if (this.#words.count === 0) {
      this.#errors.push(syntaxError("unexpected-token", this.#span(index), unexpected("{")));
      this.#nesting.openNameless(index);
      this.#nesting.enterRaw(undefined);
      return index;
    }
    const head = this.#takeHead();
    if (this.#isLua(index) && LUA_BLOCK.test(head.name)) return this.#luaBlock(index, head);
    this.#statements.end(head, "{", index);
    this.#nesting.enterRaw(head);
    return index;
  }

  #isLua(index: number): boolean {
    const next = this.#tokens.kind(index + 1);
    return next === Kind.lua || next === Kind.close;
  }

  #luaBlock(index: number, head: Head): number {
    const hasCode = this.#tokens.kind(index + 1) === Kind.lua;
    const last = hasCode ? index + 2 : index + 1;
    const closed = this.#tokens.kind(last) === Kind.close;
    const codeStart = this.#tokens.end(index);
    const code = { start: codeStart, end: closed ? this.#tokens.start(last) : this.#text.length };
    this.#nesting.begin(head.name, head.start);
    if (this.#nesting.isUnnoticed) this.#nesting.notice(head.name, head.args(), head.nameSpan);
    if (!closed) this.#luaNotClosed(index, head);
    this.#nesting.add(head, closed ? this.#tokens.end(last) : code.end, true, code);
    return closed ? last : last - 1;
  }

  #luaNotClosed(open: number, head: Head): void {
    this.#nesting.balance--;
    const message = "unexpected end of file, expecting terminating characters for lua code block";
    const related = [
      { span: head.nameSpan, message: `"${head.name}" block opened here is not closed` },
    ];
    this.#errors.push(syntaxError("block-not-closed", this.#span(open), message, related));
  }

  #onClose(index: number): void {
    this.#nesting.leaveRaw();
    if (this.#words.count > 0) this.#missingTerminator("}", index, this.#span(index));
    if (this.#nesting.close(index)) return;
    const span = this.#span(index);
    const fix = removal(span, '"}"');
    this.#nesting.balance++;
    this.#errors.push(syntaxError("unexpected-token", span, unexpected("}"), [], fix));
  }

  #onEnd(): void {
    const end = this.#text.length;
    if (this.#words.count > 0) {
      this.#missingTerminator("", this.#tokens.count, { start: end, end });
    }
    for (const error of this.#nesting.finish()) this.#errors.push(error);
  }

  /** The statement ends at a `}` or at the end of the file. */
  #missingTerminator(terminator: "}" | "", index: number, span: Span): void {
    const taken = this.#takeHead();
    const word = taken.count > 0 ? taken.args().at(-1) : undefined;
    const isGlued = word !== undefined && this.#statements.hasGluedBrace(word);
    const head = isGlued ? this.#words.withoutLast(taken) : taken;
    const isBlock = this.#statements.isBlock(head.name, head.count);
    const at = head.end;
    const message = terminator === "" ? END_IN_DIRECTIVE : unexpected("}");
    if (!this.#reading.explained.has(head.lastStart)) {
      const what = isBlock === true ? "{" : ";";
      const related = [{ span: { start: at, end: at }, message: `"${what}" is missing here` }];
      const kind = isBlock === true ? "block-not-opened" : "directive-not-terminated";
      const isCertain = isBlock === true ? this.#nesting.balance < 0 : mayBeName(head.name);
      const fix = isCertain ? insertion(at, isBlock === true ? " {" : ";") : undefined;
      this.#errors.push(syntaxError(kind, span, message, related, fix));
    }
    this.#statements.end(head, terminator, index);
    if (isGlued) this.#nesting.closeGlued(at + 1);
  }

  #takeHead(): Head {
    this.#isFaulty = false;
    return this.#words.take();
  }

  #span(index: number): Span {
    return { start: this.#tokens.start(index), end: this.#tokens.end(index) };
  }
}
