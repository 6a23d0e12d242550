/** Where tags of template engines end. */

/** They may hold anything, braces and line ends too. */
const COMMENTS = [
  { opening: /\{\{[-~]?\s*\/\*/y, closing: /\*\/\s*[-~]?\}\}/g },
  { opening: /\{\{~?!--/y, closing: /--~?\}\}/g },
] as const;

/** Braces within may be nested tables of Lua. */
const PLAIN_VALUE = /\{\{\{[^{}\n]*\}\}\}|\{\{[^{}\n]*\}\}/y;

/** Of Jinja, in a line: braces within are values too. */
const LINE_VALUES = [
  { opening: /\{\{(?!\{)/y, closing: /\}\}(?!\})/g },
  { opening: /\{\{\{/y, closing: /\}\}\}/g },
] as const;
const VALUE_OF_LINES = /\{\{(?!\{)[^{}]*\}\}(?!\})/y;

const STATEMENT_END = /%\}/g;
const COMMENT_END = /#\}/g;
const ERB_END = /%>/g;
const LINE_END = /\n/g;

/**
 * Asked for the openings of a text in order. Remembers where each closing comes next, so that openings that
 * nothing closes don't each have the rest of the text searched.
 */
export class TagEnds {
  readonly #text: string;
  readonly #isJinja: boolean;
  readonly #hasComments: boolean;
  readonly #next = new Map<RegExp, Found>();

  constructor(text: string, isJinja: boolean, hasComments: boolean) {
    this.#text = text;
    this.#isJinja = isJinja;
    this.#hasComments = hasComments;
  }

  /** The end of the tag that opens at an offset; undefined if none does. */
  endOf(start: number): number | undefined {
    const two = this.#text.slice(start, start + 2);
    if (two === "{%") return this.#after(STATEMENT_END, start + 2)?.end;
    if (two === "<%") return this.#after(ERB_END, start + 2)?.end;
    if (two === "{#")
      return this.#hasComments ? this.#after(COMMENT_END, start + 2)?.end : undefined;
    return this.#commentEnd(start) ?? (this.#isJinja ? this.#jinja(start) : this.#plain(start));
  }

  #commentEnd(start: number): number | undefined {
    for (const { opening, closing } of COMMENTS) {
      const inner = this.#matchEnd(opening, start);
      const end = inner === undefined ? undefined : this.#after(closing, inner)?.end;
      if (end !== undefined) return end;
    }
    return undefined;
  }

  #plain(start: number): number | undefined {
    return this.#matchEnd(PLAIN_VALUE, start);
  }

  #jinja(start: number): number | undefined {
    const lineEnd = this.#after(LINE_END, start)?.start ?? this.#text.length;
    for (const { opening, closing } of LINE_VALUES) {
      const inner = this.#matchEnd(opening, start);
      const end = inner === undefined ? undefined : this.#after(closing, inner)?.end;
      if (end !== undefined && end <= lineEnd) return end;
    }
    return this.#matchEnd(VALUE_OF_LINES, start);
  }

  #matchEnd(sticky: RegExp, start: number): number | undefined {
    sticky.lastIndex = start;
    return sticky.test(this.#text) ? sticky.lastIndex : undefined;
  }

  /** The first match that begins at an offset or behind it. */
  #after(pattern: RegExp, offset: number): Found | undefined {
    const known = this.#next.get(pattern);
    if (known && known.from <= offset && offset <= known.start) return finite(known);
    pattern.lastIndex = offset;
    const match = pattern.exec(this.#text);
    const start = match ? match.index : Number.POSITIVE_INFINITY;
    const found = { from: offset, start, end: start + (match?.[0].length ?? 0) };
    this.#next.set(pattern, found);
    return finite(found);
  }
}

/** The next match for all offsets from `from` to `start`; infinite if none comes. */
interface Found {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

function finite(found: Found): Found | undefined {
  return Number.isFinite(found.start) ? found : undefined;
}
