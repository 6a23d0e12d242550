/** nginx reads through a buffer of 4096 bytes; a word, a string or a comment must fit. */
import { Kind } from "./tokens.ts";

const BUFFER = 4096;
/** No token of this length is too long: UTF-8 takes at most three bytes for a UTF-16 code unit. */
export const SURELY_SHORT: number = Math.floor(BUFFER / 3) - 3;

/** nginx's message if the token between `start` and `end` is too long. */
export function tooLong(
  text: string,
  start: number,
  end: number,
  kind: number,
): string | undefined {
  if (end - start <= SURELY_SHORT) return undefined;
  const quote = kind === Kind.comment ? "" : quoteAt(text, start);
  const from = quote === "" ? start : start + 1;
  if (utf8Length(text, from, text.length, BUFFER + 1) <= BUFFER) return undefined;
  if (quote !== "" && kind !== Kind.doubleQuoted && kind !== Kind.singleQuoted) {
    return missingQuote(quote);
  }
  const content = utf8Length(text, from, quote === "" ? end : end - 1, BUFFER + 1);
  const spaced = " \t\r\n".includes(text[end] ?? "") && kind !== Kind.comment;
  const needed = content + (quote === "" ? 0 : 1) + (spaced ? 1 : 0);
  if (needed < BUFFER) return undefined;
  if (quote !== "" && content >= BUFFER) return missingQuote(quote);
  return `too long parameter "${firstBytes(text, from)}..." started`;
}

function missingQuote(quote: string): string {
  return `too long parameter, probably missing terminating "${quote}" character`;
}

function quoteAt(text: string, offset: number): string {
  const first = text[offset] ?? "";
  return first === '"' || first === "'" ? first : "";
}

/** Bytes that the range takes in UTF-8; stops counting beyond `limit`. */
function utf8Length(text: string, start: number, end: number, limit: number): number {
  let bytes = 0;
  for (let at = start; at < end && bytes <= limit; at++) {
    const code = text.charCodeAt(at);
    // A surrogate is half of a character of four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}

/** As much of the text as fits into the ten bytes that nginx shows. */
function firstBytes(text: string, start: number): string {
  let shown = "";
  let room = 10;
  for (const character of text.slice(start, start + 10)) {
    room -= utf8Length(character, 0, character.length, 4);
    if (room < 0) break;
    shown += character;
  }
  return shown;
}
