/** Says which blocks are not closed, and where the missing `}` belongs. */
import { LineIndex, type TextEdit } from "../text.ts";
import { END_IN_BLOCK, insert, syntaxError } from "./errors.ts";
import type { Unclosed } from "./frame.ts";
import { endOfLine, indentOf, placeAfter } from "./layout.ts";
import type { SyntaxDefect } from "./tree.ts";

/** `unclosed` in the order the blocks end, inner before outer. */
export function unclosedErrors(text: string, unclosed: readonly Unclosed[]): SyntaxDefect[] {
  const errors: SyntaxDefect[] = [];
  if (unclosed.length === 0) return errors;
  const lines = new LineIndex(text);
  const silent: Unclosed[] = [];
  for (const it of unclosed) {
    if (it.noticed) errors.push(noticedError(text, it, it.noticed, lines));
    else silent.push(it);
  }
  if (silent.length > 0) errors.push(endError(text, silent));
  return errors;
}

/** The name of the open block: nginx's own line, that of the directive it refuses, is the related place. */
function noticedError(
  text: string,
  it: Unclosed,
  { span, complaint }: NonNullable<Unclosed["noticed"]>,
  lines: LineIndex,
): SyntaxDefect {
  const line = lines.positionAt(span.start).line + 1;
  const message = `"${it.head.name}" block opened here is not closed before line ${line}`;
  const related = [{ span, message: `nginx says here: ${complaint}` }];
  return syntaxError("block-not-closed", it.head.nameSpan, message, related, fixOf(text, [it]));
}

/** nginx reads on to the end of the file, and reports one block there. */
function endError(text: string, unclosed: readonly Unclosed[]): SyntaxDefect {
  const span = { start: text.length, end: text.length };
  const related = unclosed.map((it) => ({
    span: it.head.nameSpan,
    message: `"${it.head.name}" block opened here is not closed`,
  }));
  return syntaxError("block-not-closed", span, END_IN_BLOCK, related, fixOf(text, unclosed));
}

function fixOf(text: string, unclosed: readonly Unclosed[]): SyntaxDefect["fix"] {
  if (!unclosed.every((it) => isPlaceCertain(text, it))) return undefined;
  return { title: 'Insert "}"', edits: unclosed.map((it) => closingBrace(text, it)) };
}

/** Certain where what follows is not indented deeper than the block, or nothing follows. */
function isPlaceCertain(text: string, { frame, before }: Unclosed): boolean {
  if (frame.column < 0) return false;
  return before < text.length || frame.childColumn > frame.column || frame.directives.length === 0;
}

function closingBrace(text: string, { head, contentEnd }: Unclosed): TextEdit {
  const brace = `${indentOf(text, head.start)}}`;
  return insert(placeAfter(text, contentEnd), `${endOfLine(text)}${brace}`);
}
