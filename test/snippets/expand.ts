/**
 * Expands VS Code snippets without VS Code: tab stops, placeholders (nested too), choices and escapes.
 * Variables and transforms are refused: these snippets use none, so one is a forgotten backslash
 * before an nginx variable.
 */

export interface Expansion {
  readonly text: string;
  /** Values offered at each tab stop that is a choice. */
  readonly choices: ReadonlyMap<number, readonly string[]>;
}

/** `picks` says which value of a choice is taken; the first where it says nothing. */
export function expand(body: string, picks: ReadonlyMap<number, number> = new Map()): Expansion {
  const choices = new Map<number, readonly string[]>();
  const values = new Map<number, string>();
  const reader = { body, at: 0 };
  const parts = readParts(reader, "");
  if (reader.at !== body.length) throw new Error(`"}" without "\${" at ${reader.at}`);
  const settle = (part: Part): void => {
    if (typeof part === "string") return;
    part.parts?.forEach(settle);
    if (part.choices) {
      choices.set(part.stop, part.choices);
      values.set(part.stop, part.choices[picks.get(part.stop) ?? 0] ?? "");
    } else if (part.parts) values.set(part.stop, part.parts.map(render).join(""));
  };
  const render = (part: Part): string =>
    typeof part === "string" ? part : (values.get(part.stop) ?? "");
  parts.forEach(settle);
  return { text: parts.map(render).join(""), choices };
}

/** All expansions with at most one choice away from its first value; the defaults come first. */
export function expandAll(body: string): string[] {
  const { text, choices } = expand(body);
  const others = [...choices].flatMap(([stop, values]) =>
    values.slice(1).map((_, index) => expand(body, new Map([[stop, index + 1]])).text),
  );
  return [text, ...others];
}

interface TabStop {
  readonly stop: number;
  readonly parts?: readonly Part[];
  readonly choices?: readonly string[];
}

type Part = string | TabStop;

interface Reader {
  readonly body: string;
  at: number;
}

function readParts(reader: Reader, end: string): Part[] {
  const parts: Part[] = [];
  while (reader.at < reader.body.length) {
    const char = reader.body[reader.at] ?? "";
    if (char === end) break;
    if (char === "\\" && /[\\$}]/.test(reader.body[reader.at + 1] ?? "")) {
      parts.push(reader.body[reader.at + 1] ?? "");
      reader.at += 2;
    } else if (char === "$") parts.push(readStop(reader));
    else {
      parts.push(char);
      reader.at++;
    }
  }
  return parts;
}

function readStop(reader: Reader): TabStop {
  const head = /\$(?:(\d+)|\{(\d+)([:|}]))/y;
  head.lastIndex = reader.at;
  const [all = "", bare, braced, mark] = head.exec(reader.body) ?? [];
  if (!all) throw new Error(`no tab stop: ${reader.body.slice(reader.at, reader.at + 20)}`);
  reader.at += all.length;
  const stop = Number(bare ?? braced);
  if (mark === ":") {
    const parts = readParts(reader, "}");
    if (reader.body[reader.at++] !== "}") throw new Error(`placeholder ${stop} has no end`);
    return { stop, parts };
  }
  if (mark === "|") {
    const end = reader.body.indexOf("|}", reader.at);
    if (end === -1) throw new Error(`choice ${stop} has no end`);
    const choices = reader.body.slice(reader.at, end).split(",");
    reader.at = end + 2;
    return { stop, choices };
  }
  return { stop };
}
