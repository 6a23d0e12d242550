/** The brackets of the documented syntax: `[optional]`, `<placeholder>`, `(group)`. */

export interface Piece {
  readonly text: string;
  /** Where it starts in the whole text. */
  readonly at: number;
}

/** Splits at each separator that stands outside of brackets of all kinds. */
export function splitOutsideBrackets(text: string, separator: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("[<(".includes(character)) depth++;
    else if ("]>)".includes(character)) depth--;
    else if (depth === 0 && text.startsWith(separator, at)) {
      pieces.push({ text: text.slice(start, at), at: start });
      start = at + separator.length;
      at = start - 1;
    }
  }
  return [...pieces, { text: text.slice(start), at: start }];
}
