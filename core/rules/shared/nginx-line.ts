/** The line that nginx gives for an error in a directive: that of the `;` or `{` at its end. */
import type { Located } from "../../config/scope.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import type { RelatedPlace } from "./rule.ts";

export interface LinePlace {
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
}

/**
 * Where to report an error about `word`: at the word itself if it stands on nginx's line, else at the end of
 * the directive, with the word as a related place.
 */
export function onNginxLine({ directive, file }: Located, word: Word): LinePlace {
  const end = terminator(directive);
  const line = file.lines.positionAt(end.start).line;
  const lineOf = (offset: number) => file.lines.positionAt(offset).line;
  if (lineOf(word.span.start) === line && lineOf(word.span.end) === line) {
    return { span: word.span, related: [] };
  }
  const message = word === directive.name ? "the directive starts here" : "the value stands here";
  const multiline = lineOf(word.span.start) !== lineOf(word.span.end);
  const start = word.span.start;
  const shown = multiline ? { start, end: start + word.raw.indexOf("\n") } : word.span;
  return { span: end, related: [{ file, span: shown, message }] };
}

/** The `;` or `{`; the last character where that is missing. */
function terminator({ block, code, span }: Directive): Span {
  const start = block?.span.start ?? (code ? code.start - 1 : span.end - 1);
  return { start, end: start + 1 };
}
