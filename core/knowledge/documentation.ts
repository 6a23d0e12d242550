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
