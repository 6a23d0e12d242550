/** Reads as much of C as nginx's tables of directives need. */

/** A source without comments, preprocessor lines and `#if 0` sections; same length per line is not kept. */
export function cleanSource(text: string): string {
  const joined = withoutComments(text).replace(/\\\n/g, "  ");
  const open: boolean[] = [];
  const lines = joined.split("\n").map((line) => {
    const [, word = "", condition = ""] = /^\s*#\s*(\w+)\s*(.*)/.exec(line) ?? [];
    if (word.startsWith("if")) open.push(condition.trim() !== "0" && condition.trim() !== "(0)");
    else if (word === "else" && open.at(-1) === false) open[open.length - 1] = true;
    else if (word === "endif") open.pop();
    return /^\s*#/.test(line) || open.includes(false) ? "" : line;
  });
  return lines.join("\n");
}

/** The contents of the brace group that opens at `at`. */
export function groupAt(text: string, at: number): string {
  const pattern = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\]|\\.)+'|[{}]/g;
  pattern.lastIndex = at;
  let depth = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === "{") depth++;
    else if (match[0] === "}" && --depth === 0) return text.slice(at + 1, match.index);
  }
  return text.slice(at + 1);
}

/** The brace groups directly inside `text`, each split at its commas. */
export function groupsIn(text: string): string[][] {
  const groups: string[][] = [];
  for (let at = text.indexOf("{"); at >= 0; ) {
    const group = groupAt(text, at);
    groups.push(splitArguments(group));
    at = text.indexOf("{", at + group.length + 2);
  }
  return groups;
}

export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[(){},]/g)) {
    if (match[0] === "(" || match[0] === "{") depth++;
    else if (match[0] === ")" || match[0] === "}") depth--;
    else if (match[0] === "," && depth === 0) {
      parts.push(text.slice(start, match.index));
      start = match.index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((it) => it.trim().replace(/\s+/g, " "));
}

function withoutComments(text: string): string {
  const pattern = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(pattern, (it) => (/^["']/.test(it) ? it : it.replace(/[^\n]/g, " ")));
}
