/** Ever larger parts of the text around an offset. */
import type { SourceFile } from "../config/source-file.ts";
import type { Directive, Word } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
import { cursorAt } from "./cursor.ts";
import { spanInWord } from "./symbols/word-span.ts";

/** Innermost first; each lies in the next and is smaller, the last is the whole text. */
export function selectionAt(file: SourceFile, offset: number): readonly Span[] {
  const { blocks, directive, word, inComment } = cursorAt(file, offset);
  const spans: Span[] = [];
  if (inComment) spans.push(...commentSpans(file, offset));
  if (word) spans.push(...wordSpans(word, offset));
  if (directive) spans.push(...directiveSpans(directive, offset));
  for (const block of blocks.toReversed()) spans.push(...blockSpans(file, block));
  spans.push({ start: 0, end: file.text.length });
  return growing(spans, offset);
}

const PARTS: readonly RegExp[] = [
  /[^:,=\s/]+/g,
  /\$(?:\w+|\{\w*\})/g,
  /[^:,=\s]+/g,
  /(?<=:\/\/).+/gs,
  /[^:\s]+/g,
  /(?<==).+/gs,
];

/** An element of a list, a variable, a value behind `=`; then the word without and with its quotes. */
function wordSpans(word: Word, offset: number): readonly Span[] {
  const { text, span } = word;
  const spans = PARTS.flatMap((it) => [...text.matchAll(it)])
    .filter(([part]) => !part.startsWith("//"))
    .map((it) => spanInWord(word, it.index, it.index + it[0].length))
    .filter((it) => it.start <= offset && offset <= it.end);
  const whole = spanInWord(word, 0, text.length);
  return [...spans.sort((a, b) => a.end - a.start - (b.end - b.start)), whole, span];
}

function directiveSpans(
  { args, span, code, block, name }: Directive,
  offset: number,
): readonly Span[] {
  const [first] = args;
  const last = args.at(-1);
  const spans: Span[] = code ? [code] : [];
  const end = (last ?? name).span.end;
  if (first && last && first.span.start <= offset && offset <= end) {
    spans.push({ start: first.span.start, end });
  }
  if (block || code) spans.push({ start: name.span.start, end });
  return [...spans, span];
}

/** What is between the braces, with them, and with the words before them. */
function blockSpans({ text }: SourceFile, { block, span }: Directive): readonly Span[] {
  if (!block) return [span];
  const inside = { start: block.span.start + 1, end: block.span.end - (block.closed ? 1 : 0) };
  return [trimmed(text, inside), inside, block.span, span];
}

/** What a comment says, the comment, and those on the lines around it. */
function commentSpans(file: SourceFile, offset: number): readonly Span[] {
  const { comments } = file.tree;
  const at = comments.findIndex((it) => it.start < offset && offset <= it.end);
  const comment = comments[at];
  if (!comment) return [];
  const lead = /^#+\s*/.exec(file.text.slice(comment.start, comment.end))?.[0].length ?? 0;
  let [first, last] = [at, at];
  while (isNext(file, comments[first - 1], comments[first])) first--;
  while (isNext(file, comments[last], comments[last + 1])) last++;
  const run = {
    start: comments[first]?.start ?? comment.start,
    end: comments[last]?.end ?? comment.end,
  };
  return [{ start: comment.start + lead, end: comment.end }, comment, run];
}

function isNext({ text }: SourceFile, above: Span | undefined, below: Span | undefined): boolean {
  return (
    above !== undefined &&
    below !== undefined &&
    /^\r?\n[ \t]*$/.test(text.slice(above.end, below.start))
  );
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const lead = inside.length - inside.trimStart().length;
  return inside.trim() === ""
    ? { start, end }
    : { start: start + lead, end: start + inside.trimEnd().length };
}

/** Without those that do not hold the offset and the ones before them. */
function growing(spans: readonly Span[], offset: number): readonly Span[] {
  const kept: Span[] = [];
  for (const it of spans) {
    if (offset < it.start || it.end < offset) continue;
    const last = kept.at(-1);
    if (last && (it.start > last.start || it.end < last.end)) continue;
    if (last && it.start === last.start && it.end === last.end) continue;
    kept.push(it);
  }
  return kept;
}
