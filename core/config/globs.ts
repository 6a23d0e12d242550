/** The patterns of `nginx-tls.json`: `*`, `?`, `**`, `{a,b}` and `[...]`, on paths below its folder. */

/** A test for paths relative to the pattern's folder. A pattern without a slash stands for a name at any depth. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const whole = pattern.replace(/^\.?\//, "");
  const source = whole.includes("/") || pattern.startsWith("/") ? whole : `**/${whole}`;
  const regex = compile(source);
  return (path) => regex.test(path);
}

const TOKENS = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]/]+\]|[\s\S]/g;

function compile(source: string): RegExp {
  try {
    return new RegExp(`^${translate(source)}$`, "su");
  } catch {
    return /(?!)/;
  }
}

function translate(source: string): string {
  return source.replace(TOKENS, (token) => {
    if (token === "**/") return "(?:[^/]+/)*";
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    if (token.length > 1 && token.startsWith("{")) {
      return `(?:${token.slice(1, -1).split(",").map(translate).join("|")})`;
    }
    if (token.length > 1)
      return `[${token.slice(1, -1).replace(/^!/, "^").replace(/\\/g, "\\\\")}]`;
    return token.replace(/[.+^${}()|[\]\\/]/, "\\$&");
  });
}
