/** How wide text is and how it is cut to fit, without a font at hand: monospaced, or an upper bound. */

/** Advance of one character of a monospaced font, in parts of its size: DejaVu Sans Mono and Menlo have 0.602. */
const MONO = 0.605;
/** The average of a proportional font's mixed text, with some room. */
const SANS = 0.53;
const BOLD = 0.64;

export type Font = "mono" | "sans" | "bold";

const ADVANCES: Readonly<Record<Font, number>> = { mono: MONO, sans: SANS, bold: BOLD };

/** In pixels; wide characters count twice. */
export function widthOf(text: string, size: number, font: Font): number {
  return columns(text) * size * ADVANCES[font];
}

/** Cut in the middle, where names differ least from each other. */
export function elide(text: string, width: number, size: number, font: Font): string {
  const room = Math.floor(width / (size * ADVANCES[font]));
  if (columns(text) <= room) return text;
  const characters = Array.from(text);
  const kept = Math.max(2, room - 1);
  const tail = Math.floor(kept * 0.4);
  return `${take(characters, kept - tail)}…${take(characters.toReversed(), tail, true)}`;
}

/** At most `most` lines, broken at blanks; the last is cut. */
export function wrap(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || widthOf(longer, size, "sans") <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      line = cutEnd([line, ...words.slice(index)].join(" "), width, size);
      break;
    }
    lines.push(cutEnd(line, width, size));
    line = word;
  }
  return [...lines, cutEnd(line, width, size)];
}

/** Cut at its end. */
export function cutEnd(text: string, width: number, size: number): string {
  const room = Math.floor(width / (size * SANS));
  if (columns(text) <= room) return text;
  return `${take(Array.from(text), Math.max(1, room - 1)).trimEnd()}…`;
}

function take(characters: readonly string[], room: number, reversed = false): string {
  const taken: string[] = [];
  let used = 0;
  for (const it of characters) {
    used += columns(it);
    if (used > room) break;
    taken.push(it);
  }
  return (reversed ? taken.reverse() : taken).join("");
}

/** East Asian wide and emoji characters take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3fffd}]/u;

function columns(text: string): number {
  let count = 0;
  for (const it of text) count += WIDE.test(it) ? 2 : 1;
  return count;
}
