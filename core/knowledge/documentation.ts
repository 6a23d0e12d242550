/**
 * NGINX's documentation of directives and variables, as Markdown. Its text is large: a shell loads it when it is
 * first asked for (`generated/reference.txt`), and only the entries asked for are decoded.
 */

/** Part of a name that stands for any text: `$http_NAME`. */
const ANY_NAME = /NAME$/;

export class Documentation {
  readonly #lines = new Map<string, string>();
  /** Variables whose names only begin alike, by that beginning and page. */
  readonly #prefixes: (readonly [prefix: string, page: string, line: string])[] = [];

  /** `text`: the whole of `reference.txt`; "" for none. */
  constructor(text: string) {
    for (const line of text.split("\n")) {
      const [, name = "", page = ""] = /^\["([^"]+)","([^"]*)"/.exec(line) ?? [];
      if (name === "") continue;
      this.#lines.set(`${name}\t${page}`, line);
      if (ANY_NAME.test(name)) this.#prefixes.push([name.replace(ANY_NAME, ""), page, line]);
    }
  }

  /** `page`: as in `DirectiveRow`. Undefined for what NGINX does not document. */
  directive(name: string, page: string): string | undefined {
    return textOf(this.#lines.get(`${name}\t${page}`));
  }

  /** What the text of a directive says of one of its parameters: `max_fails=3`, `http_502`, `nodelay`. */
  parameter(name: string, page: string, word: string): string | undefined {
    const text = this.directive(name, page);
    return text === undefined ? undefined : parameterText(text, word);
  }

  /** A variable by its name without `$`. */
  variable(name: string, family: "http" | "stream"): DocumentedVariable | undefined {
    const start = `$${name.toLowerCase()}\t${family}/`;
    for (const [key, line] of this.#lines) {
      if (key.startsWith(start))
        return variableOf(key.slice(start.length - family.length - 1), line);
    }
    const prefix = this.#prefixes.find(
      ([it, page]) => page.startsWith(`${family}/`) && `$${name.toLowerCase()}`.startsWith(it),
    );
    return prefix && variableOf(prefix[1], prefix[2], prefix[0]);
  }
}

/** A list's item that begins with the parameter, else a paragraph that introduces it. */
function parameterText(text: string, word: string): string | undefined {
  const [key = word] = /^\w+[=:]/.exec(word) ?? [];
  const name = key.replace(/[=:]$/, "");
  const parts = text.split(/^(?=- )/m);
  const item = parts.find((it) => {
    const [, code = "", sign = ""] = /^- `([^`]+)`(=?)/.exec(it) ?? [];
    return (
      code === word || code.replace(/[=:].*$/, "") + (/[=:]/.exec(code + sign)?.[0] ?? "") === key
    );
  });
  if (item !== undefined) {
    const body = /^- .*\n((?:\n| {4}.*(?:\n|$))+)/.exec(item)?.[1] ?? "";
    const told = body.replaceAll(/^ {4}/gm, "").trim();
    return told === "" ? undefined : told;
  }
  const mention = `\`${name}\` parameter`;
  const introduced = text.split(/\n\n+/).find((it) => it.includes(mention) && !/^\s*[->]/.test(it));
  return introduced?.trim();
}

export interface DocumentedVariable {
  readonly page: string;
  /** The documented name, e.g. `$http_NAME`; undefined where it is the very name. */
  readonly pattern: string | undefined;
  readonly text: string;
}

function variableOf(page: string, line: string, prefix?: string): DocumentedVariable {
  return { page, pattern: prefix && `${prefix}NAME`, text: textOf(line) ?? "" };
}

function textOf(line: string | undefined): string | undefined {
  if (line === undefined) return undefined;
  const entry: unknown = JSON.parse(line);
  return Array.isArray(entry) && typeof entry[2] === "string" ? entry[2] : undefined;
}
