import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";

/** Where the part of a word's text between two offsets stands in the file, past quotes and escapes. */
export function spanInWord(word: Word, start: number, end: number): Span {
  const { raw, quote } = word;
  const at = word.span.start + quote.length;
  if (!raw.includes("\\")) return { start: at + start, end: at + end };
  const written = raw.slice(quote.length);
  return { start: at + writtenOffset(written, start), end: at + writtenOffset(written, end) };
}

/** A pair is one character of the text if it stands for a quote, a backslash or a control character. */
function writtenOffset(written: string, offset: number): number {
  let at = 0;
  for (let seen = 0; seen < offset && at < written.length; seen++) {
    at += written[at] === "\\" && /["'\\trn]/.test(written[at + 1] ?? "") ? 2 : 1;
  }
  return at;
}
