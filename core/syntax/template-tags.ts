/** Finds the tags of template engines: Jinja and its kin, Go and Handlebars, ERB and EJS. */
import type { Span } from "../text.ts";
import { TagEnds } from "./tag-ends.ts";

/**
 * `open` begins a part that `close` ends, `middle` an alternative to it; a `value` becomes text; `insert`
 * becomes whole lines; `nothing` leaves no trace.
 */
export type TagKind = "open" | "middle" | "close" | "value" | "insert" | "nothing";

export interface Tag extends Span {
  readonly kind: TagKind;
  /** What an opening tag begins: `if`, `macro`, `case` … */
  readonly word: string;
}

/** The first character of what may open a tag. */
const OPENING = /(?=\{[{%#]|<%)[{<]/g;

/** In order, not overlapping. Takes time that grows with the length, whatever the text. */
export function findTags(text: string): readonly Tag[] {
  const isJinja = text.includes("{%");
  const hasBraces = text.includes("{{");
  if (!isJinja && !hasBraces && !text.includes("<%")) return [];
  const ends = new TagEnds(text, isJinja, isJinja || hasBraces);
  const tags: Tag[] = [];
  let at = 0;
  for (const { index } of text.matchAll(OPENING)) {
    const end = index < at ? undefined : ends.endOf(index);
    if (end === undefined) continue;
    tags.push({ start: index, end, ...classify(text.slice(index, end)) });
    at = end;
  }
  return tags;
}

type Class = Pick<Tag, "kind" | "word">;

function classify(raw: string): Class {
  if (raw.startsWith("{#")) return { kind: "nothing", word: "" };
  if (raw.startsWith("{%")) return jinja(inside(raw, /^\{%[-+~]?\s*|\s*[-+~]?%\}$/g));
  if (raw.startsWith("<%")) return erb(raw.slice(2, -2));
  return go(inside(raw, /^\{\{\{?[-~]?\s*|\s*[-~]?\}?\}\}$/g));
}

function inside(raw: string, delimiters: RegExp): string {
  return raw.replace(delimiters, "");
}

const JINJA_OPEN: ReadonlySet<string> = new Set([
  "autoescape",
  "block",
  "call",
  "case",
  "comment",
  "filter",
  "for",
  "if",
  "ifchanged",
  "macro",
  "raw",
  "unless",
  "verbatim",
  "with",
]);
const JINJA_MIDDLE: ReadonlySet<string> = new Set(["elif", "else", "elseif", "elsif", "when"]);
const JINJA_INSERT: ReadonlySet<string> = new Set(["extends", "include"]);

function jinja(code: string): Class {
  const word = /^\w+/.exec(code)?.[0] ?? "";
  if (word.startsWith("end")) return { kind: "close", word };
  if (JINJA_MIDDLE.has(word)) return { kind: "middle", word };
  if (JINJA_INSERT.has(word)) return { kind: "insert", word };
  const isOpen = JINJA_OPEN.has(word) || (word === "set" && !code.includes("="));
  return { kind: isOpen ? "open" : "nothing", word };
}

function go(code: string): Class {
  const [, sign, word = ""] = /^([#^/!>]?)\s*(\w*)/.exec(code) ?? [];
  if (code.startsWith("/*") || sign === "!") return { kind: "nothing", word: "" };
  if (sign === "/" || code === "end") return { kind: "close", word };
  if (code === "^" || /^else\b/.test(code)) return { kind: "middle", word };
  if (sign === "#" || sign === "^") return { kind: "open", word };
  if (sign === ">" || word === "template") return { kind: "insert", word };
  if (/^(if|range|with|define|block)\s+\S/.test(code)) {
    return { kind: "open", word: word === "define" ? "macro" : word };
  }
  return { kind: /^\$\w+\s*:?=/.test(code) ? "nothing" : "value", word };
}

function erb(code: string): Class {
  if (/^[=-]?=/.test(code)) return { kind: "value", word: "" };
  if (code.startsWith("#")) return { kind: "nothing", word: "" };
  const text = code.replace(/^-|-$/g, "").trim();
  const word = /^\w+/.exec(text)?.[0] ?? "";
  if (/^(else|elsif|when|rescue|ensure)\b|^\}.*\{$/s.test(text)) return { kind: "middle", word };
  if (/^(end\b|\})/.test(text)) return { kind: "close", word };
  const opens = /^(if|unless|case|while|until|for|begin)\b|\bdo\s*(\|[^|]*\|)?$|\{\s*(\|[^|]*\|)?$/;
  return { kind: opens.test(text) ? "open" : "nothing", word };
}
