/**
 * What is being typed at an offset: the statement's words so far and the blocks around it. The text is broken
 * most of the time then, so that only what stands before the cursor counts, and layout where a `;` is missing.
 */
import type { SourceFile } from "../../config/source-file.ts";
import { indentOf } from "../../syntax/layout.ts";
import type { Block, Directive } from "../../syntax/tree.ts";
import { lineAround, lineStartAt, type Span } from "../../text.ts";
import { readTyped, type Typed, type TypedWord } from "./lexer.ts";

export interface Site {
  readonly file: SourceFile;
  readonly offset: number;
  /** The block directives around, outermost first. */
  readonly blocks: readonly Directive[];
  /** Name of the statement; undefined where it is the name that is typed. */
  readonly name: string | undefined;
  /** Complete arguments before the cursor. */
  readonly args: readonly TypedWord[];
  /** The word at the cursor, as far as the cursor. */
  readonly current: TypedWord;
  /** All of that word, without quotes: from its start to where it ends behind the cursor. */
  readonly word: Span;
  /** Where the statement begins. */
  readonly start: number;
  /** True if nothing but blanks and a comment follows on the line. */
  readonly endsLine: boolean;
  /** True if no argument follows on the line. */
  readonly isLast: boolean;
}

/** Undefined where nothing can be typed that nginx reads: in comments and in code of other languages. */
export function siteAt(file: SourceFile, offset: number): Site | undefined {
  const { text } = file;
  const found = surroundings(file, offset);
  if (!found) return undefined;
  const typed = readTyped(text, found.start, offset);
  if (!typed) return undefined;
  const { words, current } = lastStatement(text, closeBrokenString(text, typed, offset));
  const [name, ...args] = words;
  const end = endOfWord(text, current, offset);
  const rest = text.slice(end, lineAround(text, end).end);
  return {
    file,
    offset,
    blocks: found.blocks,
    name: name?.text,
    args,
    current,
    word: { start: current.start + current.quote.length, end },
    start: name?.start ?? current.start,
    endsLine: /^[ \t]*(#.*)?\r?$/.test(rest),
    isLast: /^[ \t]*([;{}#].*)?\r?$/.test(rest),
  };
}

interface Surroundings {
  readonly blocks: readonly Directive[];
  /** Where the statement at the offset begins, or one before it that is not terminated. */
  readonly start: number;
}

function surroundings({ text, tree }: SourceFile, offset: number): Surroundings | undefined {
  const blocks: Directive[] = [];
  let level = tree.directives;
  let start = 0;
  for (;;) {
    const previous = lastBefore(level, offset);
    if (!previous) return { blocks, start };
    const { block, code, span, terminated } = previous;
    if (code && offset >= code.start && offset <= code.end) return undefined;
    if (block && isInside(text, previous, block, offset)) {
      blocks.push(previous);
      level = block.directives;
      start = block.span.start + 1;
      continue;
    }
    if (block ? offset >= block.span.end : terminated && offset >= span.end) start = span.end;
    else start = span.start;
    return { blocks, start };
  }
}

/** In a block that is not closed is what goes on in its last line, or stands deeper than its opening line. */
function isInside(text: string, opener: Directive, block: Block, offset: number): boolean {
  if (offset <= block.span.start) return false;
  if (block.closed) return offset < block.span.end;
  if (offset <= block.span.end || !text.slice(block.span.end, offset).includes("\n")) return true;
  return indentOf(text, offset).length > indentOf(text, opener.span.start).length;
}

/** The last of these directives, which are in order, that begins before the offset. */
function lastBefore(directives: readonly Directive[], offset: number): Directive | undefined {
  let low = 0;
  let high = directives.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((directives[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return directives[low - 1];
}

/** A string that began on an earlier line and is not closed anywhere near was broken off there. */
function closeBrokenString(text: string, typed: Typed, offset: number): Typed {
  const { current, words } = typed;
  if (current.quote === "" || !text.slice(current.start, offset).includes("\n")) return typed;
  if (isClosedAfter(text, current, offset)) return typed;
  const end = text.indexOf("\n", current.start);
  const broken = { ...current, end, text: text.slice(current.start + 1, end).trimEnd() };
  const rest = readTyped(text, end, offset);
  return rest ? { words: [...words, broken, ...rest.words], current: rest.current } : typed;
}

/** True if the quote is closed behind the cursor, before any quote that would open another word. */
function isClosedAfter(text: string, { quote }: TypedWord, offset: number): boolean {
  const close = text.indexOf(quote, offset);
  if (close === -1) return false;
  const after = text[close + 1] ?? ";";
  const before = text[close - 1] ?? "";
  return /[\s;{)]/.test(after) && !(/\s/.test(before) && /[^\s;{)]/.test(after));
}

/**
 * The words of the last statement, where a `;` is missing before it: a word that begins its line, no deeper
 * than the statement before it, begins a statement of its own.
 */
function lastStatement(text: string, { words, current }: Typed): Typed {
  const all = [...words, current];
  let first = 0;
  for (let index = 1; index < all.length; index++) {
    const word = all[index];
    const begin = all[first];
    if (!word || !begin || word.quote !== "") continue;
    const column = columnAtLineStart(text, word.start);
    const isName = word === current || /^[a-z_]\w*$/.test(word.text);
    if (column !== undefined && isName && column <= indentOf(text, begin.start).length)
      first = index;
  }
  return { words: words.slice(first), current };
}

/** How far in a word stands that is the first of its line. */
function columnAtLineStart(text: string, offset: number): number | undefined {
  const before = text.slice(lineStartAt(text, offset), offset);
  return offset > 0 && /^\s*$/.test(before) ? before.length : undefined;
}

/** Where the word at the cursor ends behind it; a string without its end stops at blanks. */
function endOfWord(text: string, { quote }: TypedWord, offset: number): number {
  const rest = text.slice(offset, lineAround(text, offset).end);
  if (quote === "") return offset + (/^(?:\\.|\$\{|[^\s;{}"'])*/.exec(rest)?.[0].length ?? 0);
  const close = rest.indexOf(quote);
  const bare = /^[^\s;{}]*/.exec(rest)?.[0].length ?? 0;
  return offset + (close === -1 ? bare : close);
}
