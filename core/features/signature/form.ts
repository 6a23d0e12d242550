/** A documented form of a directive as a signature: its text, and where in it the parameters stand. */
import { splitOutsideBrackets } from "../../knowledge/brackets.ts";

/** What may stand at a parameter's place. */
export interface ParameterForm {
  /** UTF-16 offsets in the signature's label, half-open; brackets included. */
  readonly start: number;
  readonly end: number;
  readonly optional: boolean;
  /** True if further ones may follow. */
  readonly repeated: boolean;
  /** Words that are written as they are; `name=` and `name:` are beginnings. */
  readonly words: readonly string[];
  /** True if other words fit too. */
  readonly takesAny: boolean;
}

export interface SignatureForm {
  readonly label: string;
  readonly parameters: readonly ParameterForm[];
}

/** One signature for each alternative of a form; alternatives of one word each share one. */
export function signaturesOf(name: string, form: string): readonly SignatureForm[] {
  const isBlock = form.endsWith("{...}");
  const text = form.replace(/\s*\{\.\.\.\}$/, "").trim();
  const alternatives = splitOutsideBrackets(text, " | ");
  const areWords = alternatives.every((it) => splitOutsideBrackets(it.text, " ").length === 1);
  const shown = areWords ? [text] : alternatives.map((it) => it.text.trim());
  return shown.map((it) => {
    const start = name.length + 1;
    const parameters = it === "" ? [] : areWords ? [oneOf(it, start)] : parametersOf(it, start);
    return { label: `${name} ${it}`.trim() + (isBlock ? " { … }" : ";"), parameters };
  });
}

/** `on | off` as one parameter. */
function oneOf(text: string, start: number): ParameterForm {
  const fixed = splitOutsideBrackets(text, " | ").map((it) => optionOf(it.text));
  return {
    start,
    end: start + text.length,
    optional: text.startsWith("["),
    repeated: false,
    words: fixed.flatMap((it) => it.words),
    takesAny: fixed.some((it) => it.takesAny),
  };
}

function parametersOf(text: string, start: number, optional = false): readonly ParameterForm[] {
  const found: ParameterForm[] = [];
  for (const { text: token, at } of splitOutsideBrackets(text, " ")) {
    const from = start + at;
    const last = found.at(-1);
    if (token === "") continue;
    if (token === "…" || token === "...") {
      if (last) found.splice(-1, 1, { ...last, end: from + token.length, repeated: true });
      continue;
    }
    const inner = insideOf(token);
    const isList = inner !== undefined && splitOutsideBrackets(inner, " | ").length === 1;
    if (isList && splitOutsideBrackets(inner, " ").length > 1)
      found.push(...parametersOf(inner, from + 1, true));
    else {
      const one = oneOf(inner ?? token, from);
      const isOptional = optional || inner !== undefined;
      const repeated = inner === "<parameters>";
      found.push({ ...one, end: from + token.length, optional: isOptional, repeated });
    }
  }
  return found;
}

/** What a bracket around the whole token holds. */
function insideOf(token: string): string | undefined {
  if (!token.startsWith("[") || !token.endsWith("]")) return undefined;
  let depth = 0;
  for (let at = 0; at < token.length; at++) {
    if (token[at] === "[") depth++;
    if (token[at] === "]" && --depth === 0 && at < token.length - 1) return undefined;
  }
  return token.slice(1, -1).trim();
}

/** `on`, `<name>`, `valid=<time>`, `gzip[=<level>]`, `on|off`, `unix:<path>`. */
function optionOf(token: string): Pick<ParameterForm, "words" | "takesAny"> {
  const text = token.trim();
  const start = /^[^<[(]*/.exec(text)?.[0] ?? "";
  if (start === "") return { words: [], takesAny: true };
  if (start === text && !text.includes("=")) return { words: text.split("|"), takesAny: false };
  if (/[=:]$/.test(start)) return { words: [start], takesAny: false };
  const sign = /^\[([=:])/.exec(text.slice(start.length))?.[1];
  if (sign !== undefined) return { words: [start, start + sign], takesAny: false };
  const equals = start.indexOf("=");
  if (equals > 0) return { words: [start.slice(0, equals + 1)], takesAny: false };
  return { words: [], takesAny: true };
}
