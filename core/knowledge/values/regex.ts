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
  readonly #names = new Set<string>();

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
    if (/^\\[lLuU]$/.test(token)) return { message: UNSUPPORTED_ESCAPE, at: this.#at };
    if (/^\(\?#|^\(\*/.test(token) && token.endsWith(")")) return undefined;
    if (/^[*+?]$/.test(token)) return this.#quantify(start);
    const wrong = /^\{\d/.test(token) ? outOfBounds(token, start) : this.#readHead(token, start);
    if (wrong) return wrong;
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

  /** What stands behind `(?` says what kind of group it is, or which name it has. */
  #readHead(token: string, start: number): RegexFault | undefined {
    if (!token.startsWith("(?")) return undefined;
    const [first = "", second] = this.#pattern.slice(start + 2, start + 4);
    if (first === "P" && second !== undefined && !/[<=>]/.test(second)) {
      return { message: "unrecognized character after (?P", at: start + 4 };
    }
    if (first !== "" && !GROUP_HEAD.test(first)) {
      return { message: "unrecognized character after (? or (?-", at: start + 3 };
    }
    const name = /^\(\?(?:P?<|')(\w+)[>']$/.exec(token)?.[1];
    if (name === undefined) return undefined;
    if (this.#names.has(name) && !/\(\?(\||[a-zA-Z^]*J)/.test(this.#pattern)) {
      return { message: DOUBLE_NAME, at: this.#at };
    }
    this.#names.add(name);
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
    const start = this.#at;
    this.#at += rest[0].length;
    this.#last = "item";
    return backwards(rest[0], start);
  }
}

/** The characters that may follow `(?`; those of options that only newer versions know among them. */
const GROUP_HEAD = /[:|>=!<'#(PRC&+\-\d*[^)imnsxJUar]/;
const UNSUPPORTED_ESCAPE = "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u";
const DOUBLE_NAME = "two named subpatterns have the same name (PCRE2_DUPNAMES not set)";
const MAX_REPEAT = 65535;

function outOfBounds(token: string, start: number): RegexFault | undefined {
  const [least = 0, most = Number.POSITIVE_INFINITY] = (token.match(/\d+/g) ?? []).map(Number);
  const bound = [least, most].find((it) => Number.isFinite(it) && it > MAX_REPEAT);
  if (bound !== undefined) {
    const at = start + token.indexOf(String(bound)) + String(bound).length;
    return { message: "number too big in {} quantifier", at };
  }
  const at = start + token.indexOf("}");
  return most < least ? { message: "numbers out of order in {} quantifier", at } : undefined;
}

/** A range of two plain characters whose end comes first, as in `[a-Z]`. Others are bytes of UTF-8 to PCRE. */
function backwards(members: string, start: number): RegexFault | undefined {
  if (members.includes("\\Q")) return undefined;
  const plain = members.replace(NO_PLAIN, (it) => "\0".repeat(it.length));
  for (const { 0: range, 1: from = "", 2: to = "", index } of plain.matchAll(RANGE)) {
    if (from > to && /[\x20-\x7e]{2}/.test(from + to)) {
      return { message: "range out of order in character class", at: start + index + range.length };
    }
  }
  return undefined;
}

const NO_PLAIN = /^\^|\]$|\\[\s\S]|\[:\^?\w+:\]/g;
const RANGE = /([\s\S])-([\s\S])|[\s\S]/g;
