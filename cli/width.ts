/** How wide text is on a terminal. */

/** East Asian wide and fullwidth characters, and emoji, take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that sit on the character before them. */
const ZERO = /^(\p{Mn}|\p{Me}|\u200b|\u200c|\u200d)$/u;

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/^[\x20-\x7e]$/.test(character)) width++;
    else if (!ZERO.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** Text from a configuration as it may be shown: tabs as spaces, no control or direction characters. */
export function printable(text: string): string {
  return text.replaceAll("\t", TAB).replace(UNPRINTABLE, "\ufffd");
}

const TAB = "    ";
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
