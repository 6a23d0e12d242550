/**
 * Templates of configurations. Their tags are masked, one character for another, so that what is left reads
 * as the configuration that comes out with every condition true, every loop run once, and values that are
 * not known.
 */
import { LineIndex, lineStartAt, type Span } from "../text.ts";
import { findTags, type Tag } from "./template-tags.ts";
import type { SyntaxTree } from "./tree.ts";

export interface Template {
  /** The text without its tags, of the same length. */
  readonly masked: string;
  readonly tags: readonly Span[];
  /** Where any number of lines may come in. */
  readonly insertions: readonly number[];
  /** What not every rendering has, or not once. */
  readonly conditionals: readonly Span[];
}

const FILLER = "x";
/** A placeholder of envsubst or of a build tool, alone on its line. */
const LONE_PLACEHOLDER =
  /^[ \t]*(\$\{[A-Z_][A-Z0-9_]*\}|@[A-Z][A-Z0-9_]*@|%%[A-Z][A-Z0-9_]*%%|__[A-Z][A-Z0-9_]*__)[ \t]*\r?$/gm;

const LONE_MARKS = ["${", "@", "%%", "__"] as const;

/** Undefined for a text without tags. */
export function readTemplate(text: string): Template | undefined {
  const tags = [...findTags(text), ...lonePlaceholders(text)].sort((a, b) => a.start - b.start);
  return tags.length === 0 ? undefined : new Reader(text, tags).run();
}

function lonePlaceholders(text: string): Tag[] {
  const found: Tag[] = [];
  if (!LONE_MARKS.some((it) => text.includes(it))) return found;
  for (const { 0: line, 1: raw = "", index } of text.matchAll(LONE_PLACEHOLDER)) {
    const start = index + line.indexOf(raw);
    found.push({ start, end: start + raw.length, kind: "value", word: "" });
  }
  return found;
}

interface Open {
  readonly tag: Tag;
  /** The alternative that is left out. */
  alternative: number | undefined;
  hasBranch: boolean;
}

/** Tags and blanks of one line, one behind the other. */
interface Run {
  readonly from: number;
  readonly end: number;
  /** Nothing else comes in the line but the end of the block, or a comment. */
  readonly isLast: boolean;
}

const BLANKS = /[^\S\n]*/y;

/** As much of the masked text as the beginning of a statement is looked for in. */
const TAIL = 1024;

class Reader {
  readonly #text: string;
  readonly #tags: readonly Tag[];
  readonly #byStart: ReadonlyMap<number, Tag>;
  readonly #insertions: number[] = [];
  readonly #conditionals: Span[] = [];
  readonly #open: Open[] = [];
  readonly #parts: string[] = [];
  /** How far the text is read, and the end of what has come of it. */
  #at = 0;
  #tail = "";
  /** How many of the open parts are in an alternative. */
  #leftOut = 0;
  #run: Run = { from: 0, end: -1, isLast: false };

  constructor(text: string, tags: readonly Tag[]) {
    this.#text = text;
    this.#tags = tags;
    this.#byStart = new Map(tags.map((it) => [it.start, it]));
  }

  run(): Template {
    for (const tag of this.#tags) {
      if (tag.start < this.#at) continue;
      if (!this.#isLeftOut()) this.#put(this.#text.slice(this.#at, tag.start));
      this.#take(tag);
    }
    const rest = this.#text.slice(this.#at);
    this.#put(this.#isLeftOut() ? blank(rest) : rest);
    return {
      masked: this.#parts.join(""),
      tags: this.#tags,
      insertions: this.#insertions,
      conditionals: this.#conditionals,
    };
  }

  #take(tag: Tag): void {
    if (tag.kind === "open") {
      this.#mask(tag.end);
      const alternative = tag.word === "macro" ? tag.end : undefined;
      this.#open.push({ tag, alternative, hasBranch: tag.word !== "case" });
      if (alternative !== undefined) this.#leftOut++;
    } else if (tag.kind === "close") this.#close(tag);
    else if (tag.kind === "middle") this.#alternative(tag);
    else if (this.#isLeftOut()) return;
    else if (tag.kind === "nothing") this.#mask(tag.end);
    else this.#value(tag);
  }

  #alternative(tag: Tag): void {
    const open = this.#open.at(-1);
    if (open?.hasBranch && open.alternative === undefined) {
      open.alternative = tag.start;
      this.#leftOut++;
      this.#insertions.push(tag.start);
    } else if (open?.alternative === undefined) this.#mask(tag.end);
    if (open) open.hasBranch = true;
  }

  #close(tag: Tag): void {
    const open = this.#open.pop();
    if (open) this.#conditionals.push({ start: open.tag.end, end: tag.start });
    if (open?.alternative !== undefined) this.#leftOut--;
    this.#mask(tag.end);
  }

  /** True in an alternative to something that is read, or in the body of a macro. */
  #isLeftOut(): boolean {
    return this.#leftOut > 0;
  }

  #value(tag: Tag): void {
    const isAlone = tag.kind === "insert" || this.#endsStatement(tag.end);
    if (isAlone && atStatementStart(this.#tail)) {
      this.#insertions.push(tag.start);
      this.#mask(tag.end);
    } else this.#put(FILLER.repeat(tag.end - tag.start));
  }

  /** True if nothing but tags comes before the end of the line, of the block, or a comment. */
  #endsStatement(offset: number): boolean {
    const { from, end } = this.#run;
    const run = from <= offset && offset <= end ? this.#run : this.#runFrom(offset);
    this.#run = run;
    return run.isLast;
  }

  /** The tags and blanks from the end of a tag on, in its line. */
  #runFrom(from: number): Run {
    let end = this.#blanksFrom(from);
    for (let tag = this.#starting(end); tag; tag = this.#starting(end)) {
      end = this.#blanksFrom(tag.end);
    }
    return { from, end, isLast: /^[}#\n]?$/.test(this.#text.charAt(end)) };
  }

  #blanksFrom(offset: number): number {
    BLANKS.lastIndex = offset;
    BLANKS.test(this.#text);
    return BLANKS.lastIndex;
  }

  /** The tag that begins at an offset, if it ends in that line. */
  #starting(offset: number): Tag | undefined {
    const tag = this.#byStart.get(offset);
    return tag && !this.#text.slice(tag.start, tag.end).includes("\n") ? tag : undefined;
  }

  /** Masks up to `end`: by blanks, or in the middle of a word by what belongs to one. */
  #mask(end: number): void {
    if (this.#isLeftOut()) return;
    const gone = this.#text.slice(this.#at, end);
    const isGlued =
      !/[\s;{}"']/.test(this.#tail.at(-1) ?? " ") && !/[\s;}"']/.test(this.#text[end] ?? " ");
    this.#put(isGlued ? FILLER.repeat(gone.length) : blank(gone));
  }

  #put(part: string): void {
    this.#parts.push(part);
    this.#at += part.length;
    this.#tail = part.length < TAIL ? (this.#tail + part).slice(-TAIL) : part.slice(-TAIL);
  }
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** True if a directive may begin after this text: at the beginning of a line, after a whole directive. */
function atStatementStart(before: string): boolean {
  const lineStart = before.lastIndexOf("\n") + 1;
  if (before.slice(lineStart).trim() !== "") return /[;{}]\s*$/.test(before.slice(lineStart));
  for (let end = lineStart - 1; end >= 0; ) {
    const start = lineStartAt(before, end);
    const code = before.slice(start, end).replace(/(^|\s)#.*$/, "");
    if (code.trim() !== "") return /[;{}]\s*$/.test(code);
    end = start - 1;
  }
  return true;
}

/** The tree of the masked text as that of the template: with errors that hold for every rendering alone. */
export function withTemplate(tree: SyntaxTree, template: Template, written: string): SyntaxTree {
  const { tags, insertions, conditionals } = template;
  const index = new LineIndex(written);
  const lineAt = (offset: number) => index.positionAt(offset).line;
  const lines = new Set(tags.flatMap((it) => [lineAt(it.start), lineAt(it.end - 1)]));
  const isNearTag = (offset: number) => lines.has(lineAt(offset));
  const errors = tree.errors.filter(({ kind, span, message, related }) => {
    const isOfBraces =
      kind === "block-not-closed" || (kind === "unexpected-token" && message === 'unexpected "}"');
    if (isOfBraces && conditionals.length > 0) return false;
    return ![span, ...related.map((it) => it.span)].some((it) => isNearTag(it.start));
  });
  const { directives, comments } = tree;
  return { directives, comments, errors, template: { insertions, conditionals } };
}
