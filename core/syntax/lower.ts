/**
 * Tokens become directives. Reads them as nginx does (`ngx_conf_parse`), and where nginx would stop,
 * says so and goes on with the likeliest reading.
 */
import type { Span } from "../text.ts";
import {
  characterAt,
  END_IN_DIRECTIVE,
  insertion,
  removal,
  syntaxError,
  unexpected,
} from "./errors.ts";
import { Judge, type Terminator } from "./judge.ts";
import { tooLong } from "./limits.ts";
import { Nesting } from "./nesting.ts";
import type { Reading } from "./repair.ts";
import { Statements } from "./statements.ts";
import { isQuoted, isWord, Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, SyntaxTree, Vocabulary, Word } from "./tree.ts";
import { SourceWord } from "./word.ts";

/** What nginx accepts after a closing quote, and `}`, which gets an error of its own. */
const AFTER_QUOTE = " \t\r\n;{)}";
const NO_WORDS: readonly Word[] = [];
const LUA_BLOCK = /^[a-z_]*_by_lua_block$/;

/** `written`: another text of the same length, from which words are taken. */
export function lower(
  text: string,
  reading: Reading,
  vocabulary: Vocabulary,
  written: string = text,
): SyntaxTree {
  return new Lowering(text, reading, vocabulary, written).run();
}

class Lowering {
  readonly #text: string;
  readonly #written: string;
  readonly #tokens: Tokens;
  readonly #reading: Reading;
  readonly #judge: Judge;
  readonly #nesting: Nesting;
  readonly #statements: Statements;
  readonly #errors: SyntaxDefect[];
  readonly #comments: Span[] = [];
  /** The words of the statement that is being read: the first `#count`. The array is kept. */
  readonly #words: Word[] = [];
  #count = 0;
  /** Whether the statement that is being read has an error already. */
  #isFaulty = false;

  constructor(text: string, reading: Reading, vocabulary: Vocabulary, written: string) {
    this.#text = text;
    this.#written = written;
    this.#tokens = reading.tokens;
    this.#reading = reading;
    this.#judge = new Judge(vocabulary);
    this.#nesting = new Nesting(text, reading.tokens, this.#judge);
    this.#errors = [...reading.errors];
    this.#statements = new Statements(text, reading, this.#judge, this.#nesting, this.#errors);
  }

  run(): SyntaxTree {
    const tokens = this.#tokens;
    for (let index = 0; index < tokens.count; index++) {
      const kind = tokens.kind(index);
      if (isWord(kind)) this.#onWord(index, kind);
      else if (kind === Kind.semicolon) this.#onSemicolon(index);
      else if (kind === Kind.close) this.#onClose(index);
      else if (kind === Kind.open) index = this.#onOpen(index);
      else if (kind === Kind.comment) this.#onComment(index);
    }
    this.#onEnd();
    return {
      directives: this.#nesting.file.directives,
      comments: this.#comments,
      errors: this.#errors.sort((a, b) => a.span.start - b.span.start),
    };
  }

  #onWord(index: number, kind: number): void {
    const text = this.#text;
    const start = this.#tokens.start(index);
    const end = this.#tokens.end(index);
    this.#words[this.#count++] = new SourceWord(this.#written, start, end, isQuoted(kind));
    if (isQuoted(kind) && !this.#isFaulty && !AFTER_QUOTE.includes(text[end] ?? " ")) {
      this.#isFaulty = true;
      const { character, span } = characterAt(text, end);
      this.#errors.push(syntaxError("unexpected-token", span, unexpected(character)));
    }
    this.#checkLength(start, end, kind);
  }

  #onComment(index: number): void {
    const start = this.#tokens.start(index);
    const end = this.#tokens.end(index);
    this.#comments.push({ start, end: this.#text[end - 1] === "\r" ? end - 1 : end });
    this.#checkLength(start, end, Kind.comment);
  }

  #checkLength(start: number, end: number, kind: number): void {
    const message = tooLong(this.#text, start, end, kind);
    if (message === undefined || this.#reading.explained.has(start)) return;
    const span = { start, end: start + 1 };
    this.#errors.push(syntaxError("parameter-too-long", span, message));
  }

  #onSemicolon(index: number): void {
    if (this.#count > 0) {
      this.#endStatement(";", index);
      return;
    }
    const span = this.#span(index);
    const fix = removal(span, '";"');
    this.#errors.push(syntaxError("unexpected-token", span, unexpected(";"), [], fix));
  }

  /** Returns the last token it has used. */
  #onOpen(index: number): number {
    const name = this.#count > 0 ? this.#words[0] : undefined;
    if (!name) {
      this.#errors.push(syntaxError("unexpected-token", this.#span(index), unexpected("{")));
      this.#nesting.openNameless(index);
      this.#nesting.enterRaw("", NO_WORDS);
      return index;
    }
    if (LUA_BLOCK.test(name.text) && this.#isLua(index)) return this.#luaBlock(index, name);
    const args = this.#endStatement("{", index);
    this.#nesting.enterRaw(name.text, args);
    return index;
  }

  #isLua(index: number): boolean {
    const next = this.#tokens.kind(index + 1);
    return next === Kind.lua || next === Kind.close;
  }

  #luaBlock(index: number, name: Word): number {
    const args = this.#takeArguments();
    const hasCode = this.#tokens.kind(index + 1) === Kind.lua;
    const last = hasCode ? index + 2 : index + 1;
    const closed = this.#tokens.kind(last) === Kind.close;
    const codeStart = this.#tokens.end(index);
    const code = { start: codeStart, end: closed ? this.#tokens.start(last) : this.#text.length };
    this.#nesting.begin(name, args, name.span);
    const end = closed ? this.#tokens.end(last) : code.end;
    const span = { start: name.span.start, end };
    this.#nesting.add({ name, args, span, code, terminated: true });
    if (!closed) this.#luaNotClosed(index, name);
    return closed ? last : last - 1;
  }

  #luaNotClosed(open: number, name: Word): void {
    this.#nesting.balance--;
    const message = "unexpected end of file, expecting terminating characters for lua code block";
    const related = [
      { span: name.span, message: `"${name.text}" block opened here is not closed` },
    ];
    this.#errors.push(syntaxError("block-not-closed", this.#span(open), message, related));
  }

  #onClose(index: number): void {
    this.#nesting.leaveRaw();
    if (this.#count > 0) this.#missingTerminator("}", index, this.#span(index));
    if (this.#nesting.close(index)) return;
    const span = this.#span(index);
    const fix = removal(span, '"}"');
    this.#nesting.balance++;
    this.#errors.push(syntaxError("unexpected-token", span, unexpected("}"), [], fix));
  }

  #onEnd(): void {
    const end = this.#text.length;
    if (this.#count > 0) {
      this.#missingTerminator("", this.#tokens.count, { start: end, end });
    }
    for (const error of this.#nesting.finish()) this.#errors.push(error);
  }

  /** The statement ends at a `}` or at the end of the file. */
  #missingTerminator(terminator: "}" | "", index: number, span: Span): void {
    const written = this.#words[this.#count - 1];
    const name = this.#words[0];
    if (!name || !written) return;
    const cut = this.#count > 1 ? this.#statements.withoutBrace(written) : undefined;
    const last = cut ?? written;
    this.#words[this.#count - 1] = last;
    const isBlock = this.#statements.isBlock(name.text, this.#count - 1);
    const at = last.span.end;
    const message = terminator === "" ? END_IN_DIRECTIVE : unexpected("}");
    if (!this.#reading.explained.has(last.span.start)) {
      const what = isBlock === true ? "{" : ";";
      const related = [{ span: { start: at, end: at }, message: `"${what}" is missing here` }];
      const kind = isBlock === true ? "block-not-opened" : "directive-not-terminated";
      const isCertain = isBlock !== true || this.#nesting.balance < 0;
      const fix = isCertain ? insertion(at, isBlock === true ? " {" : ";") : undefined;
      this.#errors.push(syntaxError(kind, span, message, related, fix));
    }
    this.#endStatement(terminator, index);
    if (cut) this.#nesting.closeGlued(at + 1);
  }

  /** Returns the arguments. */
  #endStatement(terminator: Terminator, index: number): readonly Word[] {
    const name = this.#words[0];
    const args = this.#takeArguments();
    if (name) this.#statements.end(name, args, terminator, index);
    return args;
  }

  #takeArguments(): readonly Word[] {
    const args = this.#count > 1 ? this.#words.slice(1, this.#count) : NO_WORDS;
    this.#count = 0;
    this.#isFaulty = false;
    return args;
  }

  #span(index: number): Span {
    return { start: this.#tokens.start(index), end: this.#tokens.end(index) };
  }
}
