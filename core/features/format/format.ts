/**
 * Formatting: edits that change blanks and nothing else. Words, strings, comments and Lua code stay byte for
 * byte; so does a text that is not understood as a whole.
 */
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive } from "../../syntax/tree.ts";
import { lineAround, lineStartAt, type Span, type TextEdit, touch } from "../../text.ts";
import { editOf, type Gap, layoutOf } from "./layout.ts";
import type { FormatOptions } from "./options.ts";

export type Formatting =
  | { readonly edits: readonly TextEdit[] }
  /** The text stays as it is, for the reason given, which is at `span`. */
  | {
      readonly refused: "syntax" | "template";
      readonly message: string;
      readonly span: Span;
    };

/** Formats a whole file; refuses one with a syntax error, or with parts that only a template engine reads. */
export function formatFile(file: SourceFile, options: FormatOptions): Formatting {
  const [error] = file.tree.errors;
  if (error) return { refused: "syntax", message: error.message, span: error.span };
  const { gaps, unknown } = layoutOf(file, options);
  const [place] = unknown;
  if (place) {
    return { refused: "template", message: "a template decides what stands here", span: place };
  }
  return { edits: gaps.flatMap((it) => editOf(file.text, it) ?? []) };
}

/** Formats the lines that a range touches. No edits if one of them is not sound, or how deep they are is not sure. */
export function formatRange(
  file: SourceFile,
  range: Span,
  options: FormatOptions,
): readonly TextEdit[] {
  return formatWithin(file, wholeLines(file.text, range), options);
}

/** Formats what a character just typed has ended: `offset` is behind it. Nothing behind `offset` changes. */
export function formatTyped(
  file: SourceFile,
  offset: number,
  character: string,
  options: FormatOptions,
): readonly TextEdit[] {
  const { text, tree } = file;
  const isBreak = character === "\n";
  const end = isBreak ? text.slice(0, offset).trimEnd().length : offset;
  const ended = directiveEndingAt(tree.directives, end);
  const isEnded = ended?.terminated || ended?.block?.closed;
  if (!ended || !isEnded || (!isBreak && text[offset - 1] !== character)) return [];
  const start = ended.span.start;
  const isFirst = text.slice(lineStartAt(text, start), start).trim() === "";
  const within = { start: isFirst ? lineStartAt(text, start) : start, end };
  return formatWithin(file, within, options);
}

function formatWithin(file: SourceFile, range: Span, options: FormatOptions): readonly TextEdit[] {
  const { errors } = file.tree;
  const isSound = errors.every(({ kind, span, related }) => {
    const places = [span, ...related.map((it) => it.span)];
    if (places.some((it) => touch(it, range))) return false;
    const isOfDepth = kind !== "directive-not-terminated" && kind !== "parameter-too-long";
    return !isOfDepth || places.every((it) => it.start > range.end);
  });
  const { gaps, unknown } = layoutOf(file, options);
  if (!isSound || unknown.some((it) => touch(it, range))) return [];
  return gaps
    .flatMap((it) => partWithin(it, range, file.text) ?? [])
    .flatMap((it) => editOf(file.text, it) ?? []);
}

/** Of a gap over the range's start, the indentation; of one over its end, the blanks that end a line. */
function partWithin(gap: Gap, { start, end }: Span, text: string): Gap | undefined {
  const { span, newText } = gap;
  if (span.end < start || span.start > end) return undefined;
  if (span.end > end) {
    const lf = text.indexOf("\n", span.start);
    if (span.start < start || lf === -1 || lf > end || !/^\r?\n/.test(newText)) return undefined;
    return { span: { start: span.start, end: text[lf - 1] === "\r" ? lf - 1 : lf }, newText: "" };
  }
  if (span.start >= start) return gap;
  const indent = /\n([ \t]*)$/.exec(newText)?.[1];
  const isLineStart = start === lineStartAt(text, start);
  if (!isLineStart || (indent === undefined && span.start > 0)) return undefined;
  return { span: { start, end: span.end }, newText: indent ?? newText };
}

function wholeLines(text: string, { start, end }: Span): Span {
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  return { start: lineStartAt(text, start), end: lineAround(text, last).end };
}

function directiveEndingAt(top: readonly Directive[], offset: number): Directive | undefined {
  let directives = top;
  for (;;) {
    const found = directives.find(({ span }) => span.start < offset && offset <= span.end);
    if (!found?.block || found.span.end === offset) {
      return found?.span.end === offset ? found : undefined;
    }
    directives = found.block.directives;
  }
}
