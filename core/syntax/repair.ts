/**
 * Quotes that are not closed, and regular expressions whose `{` ends them, change how all that follows
 * is split into words. They are found first and masked by characters that do no harm, one for one, and
 * the text is split again; so every offset stays true, and what follows is read as it was meant.
 */
import {
  characterAt,
  END_IN_DIRECTIVE,
  insertion,
  notTerminated,
  removal,
  syntaxError,
  unexpected,
} from "./errors.ts";
import { columnOf, lineEnd } from "./layout.ts";
import { tooLong } from "./limits.ts";
import { isQuoted, isWord, Kind, type Tokens } from "./tokens.ts";
import type { SyntaxDefect, Vocabulary } from "./tree.ts";

/** A text split into words, with what had to be repaired for it. */
export interface Reading {
  readonly tokens: Tokens;
  readonly errors: readonly SyntaxDefect[];
  /** Starts of words about which an error is already said. */
  readonly explained: ReadonlySet<number>;
  /** Offsets where a line break was taken for a `;`. */
  readonly virtual: ReadonlySet<number>;
  /** True if the text was split as it is. */
  readonly isPlain: boolean;
}

/** More broken quotes than this are left as they are. */
const ROUNDS = 12;
const FILLER = "x";
const QUANTIFIER = /\{\d+(?:,\d*)?\}/y;
const REGEX_REST = /(?:[^ \t\r\n;{\\]|\\[^\r\n]|\{\d+(?:,\d*)?\})*/y;
const NEXT_LINE = /^[ \t\r]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(\}|[a-z0-9_]+(?=[ \t\r\n;{]))/;
const NEXT_WORD = /[^ \t\r\n;{]*/y;
/** The end of a directive, in a line that a string without closing quote has swallowed. */
const LINE_TAIL = /[ \t]*[;{][ \t]*(#.*)?$/;

/** The text as tree-sitter must get it: it skips a byte order mark, and takes NUL for the end. */
export function parsable(text: string): string {
  const marked = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  return marked.includes("\0") ? marked.replaceAll("\0", "\u0001") : marked;
}

/** `split` splits another text of the same length. */
export function repair(
  text: string,
  tokens: Tokens,
  split: (text: string) => Tokens,
  vocabulary: Vocabulary,
): Reading {
  return new Repair(text, tokens, split, vocabulary).run();
}

class Repair {
  readonly #text: string;
  readonly #split: (text: string) => Tokens;
  readonly #vocabulary: Vocabulary;
  readonly #errors: SyntaxDefect[] = [];
  readonly #explained = new Set<number>();
  readonly #virtual = new Set<number>();
  #tokens: Tokens;
  /** Of this round, in the order of the text. */
  #masks: { start: number; end: number; by: string }[] = [];

  constructor(
    text: string,
    tokens: Tokens,
    split: (text: string) => Tokens,
    vocabulary: Vocabulary,
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#split = split;
    this.#vocabulary = vocabulary;
  }

  run(): Reading {
    this.#byteOrderMark();
    let masked = parsable(this.#text);
    let isPlain = true;
    for (let round = 0; round < ROUNDS; round++) {
      this.#masks = [];
      this.#findMasks();
      if (this.#masks.length === 0) break;
      isPlain = false;
      masked = applyMasks(masked, this.#masks);
      this.#tokens = this.#split(masked);
    }
    return {
      tokens: this.#tokens,
      errors: this.#errors,
      explained: this.#explained,
      virtual: this.#virtual,
      isPlain,
    };
  }

  #byteOrderMark(): void {
    if (this.#text.charCodeAt(0) !== 0xfeff) return;
    const word = /^[^ \t\r\n;{]*/.exec(this.#text.slice(1, 100))?.[0] ?? "";
    const message = `unknown directive "\\xEF\\xBB\\xBF${word}"`;
    const span = { start: 0, end: 1 };
    const related = [{ span, message: "the file begins with a byte order mark" }];
    const fix = removal(span, "the byte order mark");
    this.#errors.push(syntaxError("byte-order-mark", span, message, related, fix));
  }

  /** Masks every broken regular expression up to the first broken string, and that string. */
  #findMasks(): void {
    const tokens = this.#tokens;
    const { kinds, count } = tokens;
    let name = -1;
    let previous = -1;
    let isFirst = true;
    let masked = 0;
    for (let index = 0; index < count; index++) {
      const kind = kinds[index] ?? Kind.none;
      if (kind === Kind.comment || (masked > 0 && tokens.start(index) < masked)) continue;
      const isWordHere = isWord(kind);
      if (isWordHere && isFirst) name = index;
      if (kind === Kind.open && !isFirst) masked = this.#quantifier(name, previous, index);
      else if (kind === Kind.unterminated || (isQuoted(kind) && this.#swallowsLines(index))) {
        this.#brokenString(index, isFirst);
        return;
      }
      previous = index;
      isFirst = !isWordHere;
    }
  }

  /** A string that never ends, or that ends at what is the opening quote of another one. */
  #brokenString(index: number, isFirst: boolean): void {
    const text = this.#text;
    const kind = this.#tokens.kind(index);
    const start = this.#tokens.start(index);
    const end = kind === Kind.unterminated ? text.length : this.#tokens.end(index);
    const message = tooLong(text, start, end, kind);
    if (message !== undefined) this.#string(start, isFirst, start, message);
    else if (end === text.length) this.#string(start, isFirst, end, END_IN_DIRECTIVE);
    else this.#string(start, isFirst, end, unexpected(characterAt(text, end).character));
  }

  #swallowsLines(index: number): boolean {
    const text = this.#text;
    const start = this.#tokens.start(index);
    const end = this.#tokens.end(index);
    if (end >= text.length || " \t\r\n;{)".includes(text[end] ?? "")) return false;
    const firstEnd = lineEnd(text, start);
    if (firstEnd >= end) return false;
    // Only blanks before the closing quote on its line: it is an opening one.
    if (columnOf(text, end - 1) >= 0) return true;
    return tailOf(text.slice(start, firstEnd)) !== undefined || this.#directiveFollows(firstEnd);
  }

  /** Reports a string that begins at `start` and that nginx notices at `noticed`; masks its line. */
  #string(start: number, isFirst: boolean, noticed: number, message: string): void {
    const text = this.#text;
    const quote = text[start] ?? "";
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    const tail = tailOf(line);
    const content = tail === undefined ? line.trimEnd() : line.slice(0, -tail.length);
    const span = { start: noticed, end: Math.min(noticed + 1, text.length) };
    const related = [
      { span: { start, end: start + 1 }, message: `this ${quote} has no closing ${quote}` },
    ];
    const isCertain = tail !== undefined && /^.[^\s"'\\{};]+$/.test(content);
    const fix = isCertain ? insertion(start + content.length, quote, quote) : undefined;
    this.#errors.push(syntaxError("string-not-closed", span, message, related, fix));
    this.#explained.add(start);
    if (isFirst) {
      this.#masks.push({ start, end: start + 1, by: " " });
      return;
    }
    const contentEnd = start + content.length;
    this.#masks.push({ start, end: contentEnd, by: FILLER });
    if (tail === undefined && this.#directiveFollows(end)) {
      const lf = text.indexOf("\n", end);
      this.#masks.push({ start: lf, end: lf + 1, by: ";" });
      this.#virtual.add(lf);
    }
  }

  /** Whether the next line with more than a comment begins with a known directive or a `}`. */
  #directiveFollows(offset: number): boolean {
    const next = NEXT_LINE.exec(this.#text.slice(offset, offset + 400))?.[1];
    return next !== undefined && (next === "}" || this.#vocabulary.isDirective(next));
  }

  /**
   * `^/a{2}$` without quotes: the `{` ends the word and opens a block. Returns the end of the whole
   * expression, or 0 if it is none.
   */
  #quantifier(name: number, word: number, open: number): number {
    const text = this.#text;
    const tokens = this.#tokens;
    const start = tokens.start(open);
    if (tokens.kind(word) !== Kind.word || tokens.end(word) !== start || word === name) return 0;
    const quantifier = matchAt(QUANTIFIER, text, start);
    const directive = text.slice(tokens.start(name), tokens.end(name));
    const isBlock = this.#vocabulary.isBlock(directive);
    if (quantifier === "" || isBlock === undefined || ENTRY_BLOCKS.has(directive)) return 0;
    const end = start + matchAt(REGEX_REST, text, start).length;
    const whole = { start: tokens.start(word), end };
    const next = matchAt(NEXT_WORD, text, start + 1);
    const message = isBlock ? `unknown directive "${next}"` : notTerminated(directive);
    const related = [{ span: whole, message: 'a regular expression with "{" must be quoted' }];
    const raw = text.slice(whole.start, end);
    const edits = [{ span: whole, newText: `"${raw}"` }];
    const isCertain = directive !== "if" && !raw.includes('"');
    const fix = isCertain ? { title: "Quote the regular expression", edits } : undefined;
    const span = { start, end: start + quantifier.length };
    this.#errors.push(syntaxError("unexpected-token", span, message, related, fix));
    for (let at = start; at !== -1 && at < end; at = text.indexOf("{", at + 1)) {
      this.#masks.push({ start: at, end: at + 1, by: FILLER });
    }
    return end;
  }
}

/** The `;` or `{` that ends a line, with the blanks and the comment around it. */
function tailOf(line: string): string | undefined {
  return line.length > 4096 ? undefined : LINE_TAIL.exec(line)?.[0];
}

/** What a sticky expression matches at `offset`. */
function matchAt(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? "";
}

const ENTRY_BLOCKS: ReadonlySet<string> = new Set(["charset_map", "geo", "map", "types"]);

function applyMasks(
  text: string,
  masks: readonly { start: number; end: number; by: string }[],
): string {
  let out = "";
  let at = 0;
  for (const { start, end, by } of masks) {
    out += text.slice(at, start) + by.repeat(end - start);
    at = end;
  }
  return out + text.slice(at);
}
