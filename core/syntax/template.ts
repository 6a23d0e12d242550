/**
 * Templates of configurations. Their tags are masked, one character for another, so that what is left reads
 * as the configuration that comes out with every condition true, every loop run once, and values that are
 * not known.
 */
import { lineStartAt, type Span } from "../text.ts";
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

/** As much of the masked text as the beginning of a statement is looked for in. */
const TAIL = 1024;

class Reader {
  readonly #text: string;
  readonly #tags: readonly Tag[];
  readonly #insertions: number[] = [];
  readonly #conditionals: Span[] = [];
  readonly #open: Open[] = [];
  readonly #parts: string[] = [];
  /** How far the text is read, and the end of what has come of it. */
  #at = 0;
  #tail = "";

  constructor(text: string, tags: readonly Tag[]) {
    this.#text = text;
    this.#tags = tags;
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
      this.#insertions.push(tag.start);
    } else if (open?.alternative === undefined) this.#mask(tag.end);
    if (open) open.hasBranch = true;
  }

  #close(tag: Tag): void {
    const open = this.#open.pop();
    if (open) this.#conditionals.push({ start: open.tag.end, end: tag.start });
    this.#mask(tag.end);
  }

  /** True in an alternative to something that is read, or in the body of a macro. */
  #isLeftOut(): boolean {
    return this.#open.some((it) => it.alternative !== undefined);
  }

  #value(tag: Tag): void {
    const lineEnd = this.#text.indexOf("\n", tag.end);
    const rest = this.#text.slice(tag.end, lineEnd === -1 ? undefined : lineEnd);
    const isAlone = tag.kind === "insert" || /^\s*(\}|#|$)/.test(withoutTags(rest));
    if (isAlone && atStatementStart(this.#tail)) {
      this.#insertions.push(tag.start);
      this.#mask(tag.end);
    } else this.#put(FILLER.repeat(tag.end - tag.start));
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

function withoutTags(line: string): string {
  return line.includes("{") || line.includes("<")
    ? line.replace(/\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\{#[^\n]*?#\}|<%[^\n]*?%>/g, "")
    : line;
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
  const lines = new Set(tags.flatMap((it) => [lineStart(it.start), lineStart(it.end - 1)]));
  const isNearTag = (offset: number) => lines.has(lineStart(offset));
  const errors = tree.errors.filter(({ kind, span, message, related }) => {
    const isOfBraces =
      kind === "block-not-closed" || (kind === "unexpected-token" && message === 'unexpected "}"');
    if (isOfBraces && conditionals.length > 0) return false;
    return ![span, ...related.map((it) => it.span)].some((it) => isNearTag(it.start));
  });
  const { directives, comments } = tree;
  return { directives, comments, errors, template: { insertions, conditionals } };

  function lineStart(offset: number): number {
    return lineStartAt(written, offset);
  }
}
