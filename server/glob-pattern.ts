/** nginx's include patterns, part by part: `*`, `?` and `[...]`; a leading dot must be written out. */

export function isGlob(part: string): boolean {
  return /[*?[]/.test(part);
}

/** A test for the names that one part of a pattern matches. */
export function nameMatcher(part: string): (name: string) => boolean {
  const regex = new RegExp(`^${translate(part)}$`, "su");
  return (name) => name.startsWith(".") === part.startsWith(".") && regex.test(name);
}

function translate(part: string): string {
  return part.replace(/\[([!^]?)(\]?[^\]]*)\]|\\?[\s\S]/gu, (token, negation, members) => {
    if (members !== undefined) return set(negation, members);
    if (token === "*") return ".*";
    if (token === "?") return ".";
    return literal(token.length > 1 && token.startsWith("\\") ? token.slice(1) : token);
  });
}

function set(negation: string, members: string): string {
  const body = members.replace(/[\\\]^[&~|]/gu, (char) => `\\${char}`);
  try {
    new RegExp(`[${body}]`, "u");
  } catch {
    return "(?!)";
  }
  return `[${negation && "^"}${body}]`;
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
