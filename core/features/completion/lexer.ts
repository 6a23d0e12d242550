/** The words of an unfinished statement, up to the cursor: nginx's own reading, which a tree of broken text is not. */

export interface TypedWord {
  /** As nginx would see it: without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | "";
}

/** Where the cursor stands in a statement's text. */
export interface Typed {
  /** Complete words before the one at the cursor. */
  readonly words: readonly TypedWord[];
  /** The word at the cursor, as far as the cursor; empty between words. */
  readonly current: TypedWord;
}

/**
 * Reads `text` from `start`, where a statement begins, to `offset`. A `;`, `{` or `}` on the way begins the
 * next statement. Undefined if the offset is in a comment.
 */
export function readTyped(text: string, start: number, offset: number): Typed | undefined {
  let words: TypedWord[] = [];
  let at = start;
  while (at < offset) {
    const character = text[at] ?? "";
    if (/\s/.test(character)) at++;
    else if (character === "#") {
      const end = text.indexOf("\n", at);
      if (end === -1 || end >= offset) return undefined;
      at = end;
    } else if (/[;{}]/.test(character)) {
      words = [];
      at++;
    } else {
      const word = readWord(text, at, offset);
      if (word.end >= offset && !isClosed(text, word)) return { words, current: word };
      words.push(word);
      at = word.end;
    }
  }
  return { words, current: { text: "", start: offset, end: offset, quote: "" } };
}

/** The word that begins at `start`, cut off at `limit`. */
function readWord(text: string, start: number, limit: number): TypedWord {
  const first = text[start];
  const quote = first === '"' || first === "'" ? first : "";
  const end = quote === "" ? endOfBare(text, start, limit) : endOfQuoted(text, start, limit);
  const closing = quote !== "" && isQuotedEnd(text, start, end) ? 1 : 0;
  return { text: text.slice(start + quote.length, end - closing), start, end, quote };
}

function endOfBare(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const character = text[at] ?? "";
    if (character === "\\") at += 2;
    else if (character === "$" && text[at + 1] === "{") at += 2;
    else if (/[\s;{]/.test(character)) return at;
    else at++;
  }
  return Math.min(at, limit);
}

function endOfQuoted(text: string, start: number, limit: number): number {
  const quote = text[start];
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return limit;
}

function isClosed(text: string, { start, end, quote }: TypedWord): boolean {
  return quote !== "" && isQuotedEnd(text, start, end);
}

/** True if the quoted word that ends here has its closing quote. */
function isQuotedEnd(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text[end - 1] !== text[start]) return false;
  return endOfQuoted(text, start, end - 1) === end - 1;
}
