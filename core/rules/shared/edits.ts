/** The edits that fixes are made of. A rule never slices text by hand. */
import type { Located } from "../../config/scope.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { FileEdit } from "../../finding.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { lineAround, type Span } from "../../text.ts";

/** Replaces a word as written, quotes included. */
export function replaceWord(file: SourceFile, word: Word, newText: string): FileEdit {
  return { file: file.path, span: word.span, newText };
}

/** Replaces the part of a word's text between two offsets of the file. */
export function replaceSpan(file: SourceFile, span: Span, newText: string): FileEdit {
  return { file: file.path, span, newText };
}

/** Deletes an argument together with the white space before it. */
export function removeWord(file: SourceFile, directive: Directive, word: Word): FileEdit {
  const words = [directive.name, ...directive.args];
  const previous = words[words.indexOf(word) - 1] ?? directive.name;
  return {
    file: file.path,
    span: { start: previous.span.end, end: word.span.end },
    newText: "",
  };
}

/** Replaces all arguments of a directive by `text`. */
export function replaceArguments(located: Located, text: string): FileEdit {
  const { name, args } = located.directive;
  const last = args.at(-1);
  return {
    file: located.file.path,
    span: last
      ? { start: args[0]?.span.start ?? last.span.start, end: last.span.end }
      : { start: name.span.end, end: name.span.end },
    newText: last ? text : ` ${text}`,
  };
}

/** Adds an argument after the last one. */
export function appendArgument(located: Located, text: string): FileEdit {
  const { name, args } = located.directive;
  const end = (args.at(-1) ?? name).span.end;
  return { file: located.file.path, span: { start: end, end }, newText: ` ${text}` };
}

/**
 * Inserts directives after `located`: on lines of their own with its indentation, after a comment on
 * the same line; behind it on the same line if other directives stand there too.
 */
export function insertAfter(located: Located, directives: readonly string[]): FileEdit {
  const { file, directive } = located;
  const { text } = file;
  const end = directive.span.end;
  const line = lineAround(text, directive.span.start);
  const endLine = lineAround(text, end);
  const restIsFree = /^[ \t\r]*(#.*)?$/.test(text.slice(end, endLine.end));
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? "";
  const opensLine = line.start + indent.length === directive.span.start;
  if (!restIsFree || !opensLine) {
    return insertion(file, end, directives.map((it) => ` ${it}`).join(""));
  }
  const at = text[endLine.end - 1] === "\r" ? endLine.end - 1 : endLine.end;
  return insertion(file, at, directives.map((it) => file.eol + indent + it).join(""));
}

/** Deletes a comment: with its line, if nothing else stands there, else with the blanks before it. */
export function removeComment(file: SourceFile, { start, end }: Span): FileEdit {
  const { text } = file;
  const line = lineAround(text, start);
  if (/^[ \t]*$/.test(text.slice(line.start, start))) {
    return replaceSpan(file, { start: line.start, end: Math.min(line.end + 1, text.length) }, "");
  }
  const blanks = /[ \t]*$/.exec(text.slice(line.start, start))?.[0].length ?? 0;
  return replaceSpan(file, { start: start - blanks, end }, "");
}

/** Deletes a directive, and its line if nothing else stands on it. */
export function removeDirective(located: Located): FileEdit {
  const { file, directive } = located;
  const { text } = file;
  const { start, end } = directive.span;
  const first = lineAround(text, start);
  const last = lineAround(text, end);
  const alone =
    /^[ \t]*$/.test(text.slice(first.start, start)) && /^[ \t\r]*$/.test(text.slice(end, last.end));
  if (alone) {
    return {
      file: file.path,
      span: { start: first.start, end: Math.min(last.end + 1, text.length) },
      newText: "",
    };
  }
  const before = /[ \t]*$/.exec(text.slice(first.start, start))?.[0].length ?? 0;
  const opensLine = first.start === start - before;
  const after = /^[ \t]*/.exec(text.slice(end, last.end))?.[0].length ?? 0;
  return {
    file: file.path,
    span: opensLine ? { start, end: end + after } : { start: start - before, end },
    newText: "",
  };
}

/** Deletes several directives, with the lines on which nothing else stands. */
export function removeDirectives(all: readonly Located[]): FileEdit[] {
  const byFile = new Map(all.map((it) => [it.file, all.filter((other) => other.file === it.file)]));
  return [...byFile].flatMap(([file, directives]) => {
    const spans = directives
      .map((it) => removeDirective(it).span)
      .sort((a, b) => a.start - b.start);
    return joinTouching(spans).map((span) => replaceSpan(file, wholeLines(file.text, span), ""));
  });
}

function joinTouching(sorted: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (!last || span.start > last.end) joined.push(span);
    else joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
  }
  return joined;
}

/** The span, with what is left of its lines if that is blank. */
function wholeLines(text: string, span: Span): Span {
  const first = lineAround(text, span.start);
  if (first.start === span.start) return span;
  const last = lineAround(text, span.end);
  const rest = text.slice(first.start, span.start) + text.slice(span.end, last.end);
  return rest.trim() === ""
    ? { start: first.start, end: Math.min(last.end + 1, text.length) }
    : span;
}

/** A simple directive as written, on one line. */
export function textOf({ directive }: Located): string {
  return `${[directive.name, ...directive.args].map((it) => it.raw).join(" ")};`;
}

function insertion(file: SourceFile, at: number, newText: string): FileEdit {
  return { file: file.path, span: { start: at, end: at }, newText };
}

/** Adds text to the end of a word, inside its closing quote. */
export function appendTo(file: SourceFile, word: Word, text: string): FileEdit {
  return insertion(file, word.span.end - word.quote.length, text);
}

/** `text` as an argument: in quotes if it could not stand bare. */
export function asWord(text: string): string {
  const bare = text !== "" && !/[\s;"'\\]|^[#{}]|(?<!\$)\{/.test(text);
  return bare ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
