/** Regular expressions that PCRE surely refuses. */

/** An escape, `\Q…\E`, a comment, a class, the start of a group, or one character. */
const TOKEN =
  /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\(\?#[^)]*\)?|\(\*[A-Z_:=\w]*\)|\(\?<?[=!]|\(\?(?:P?<\w*>|'\w*')|\(\?[a-zA-Z^-]*[:)|>]|\(\?|\[|\{\d+(?:,\d*)?\}[?+]?|[\s\S]/y;

/** nginx's message for a pattern with unbalanced brackets or a quantifier without an item; else undefined. */
export function regexFault(pattern: string): string | undefined {
  // In extended mode, white space and comments have a meaning of their own.
  if (/\(\?[a-zA-Z^]*x/.test(pattern)) return undefined;
  const failed = `pcre2_compile() failed: `;
  const found = new RegexReader(pattern).fault();
  if (!found) return undefined;
  const at = found.at < pattern.length ? ` at "${pattern.slice(found.at)}"` : "";
  return `${failed}${found.message} in "${pattern}"${at}`;
}

interface RegexFault {
  readonly message: string;
  readonly at: number;
}

class RegexReader {
  readonly #pattern: string;
  #at = 0;
  #depth = 0;
  /** What a quantifier would follow. */
  #last: "nothing" | "item" | "quantifier" = "nothing";

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  fault(): RegexFault | undefined {
    const end = this.#pattern.length;
    while (this.#at < end) {
      TOKEN.lastIndex = this.#at;
      const token = TOKEN.exec(this.#pattern)?.[0] ?? "";
      const found = this.#read(token);
      if (found) return found;
    }
    return this.#depth > 0 ? { message: "missing closing parenthesis", at: end } : undefined;
  }

  #read(token: string): RegexFault | undefined {
    const start = this.#at;
    this.#at += token.length;
    if (token === "[") return this.#readClass();
    if (token === "\\") return { message: "\\ at end of pattern", at: this.#pattern.length };
    if (/^\(\?#|^\(\*/.test(token) && token.endsWith(")")) return undefined;
    if (/^[*+?]$/.test(token)) return this.#quantify(start);
    if (token === ")") {
      if (this.#depth === 0) return { message: "unmatched closing parenthesis", at: start };
      this.#depth--;
      this.#last = "item";
    } else if (/^\(\?[a-zA-Z^-]*\)$/.test(token)) {
      this.#last = "nothing";
    } else if (token.startsWith("(")) {
      this.#depth++;
      this.#last = "nothing";
    } else {
      this.#last = token === "|" ? "nothing" : "item";
    }
    return undefined;
  }

  /** After a quantifier, one `?` or `+` makes it lazy or possessive. */
  #quantify(start: number): RegexFault | undefined {
    if (this.#last !== "item") {
      return { message: "quantifier does not follow a repeatable item", at: start };
    }
    if (/^[?+]/.test(this.#pattern.slice(this.#at))) this.#at++;
    this.#last = "quantifier";
    return undefined;
  }

  /** To the `]` that ends a class; one right after `[` or `[^` is a member, as in `[[:alpha:]]` inside. */
  #readClass(): RegexFault | undefined {
    const rest = /^\^?(?:\]|(?!\]))(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]/.exec(
      this.#pattern.slice(this.#at),
    );
    if (!rest) {
      return { message: "missing terminating ] for character class", at: this.#pattern.length };
    }
    this.#at += rest[0].length;
    this.#last = "item";
    return undefined;
  }
}
