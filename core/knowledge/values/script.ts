/** Variables in values, as nginx compiles them (`ngx_http_script_compile`). */

export interface VariableUse {
  /** As written, without `$` and braces; nginx does not mind the case. */
  readonly name: string;
  /** Offsets in the text, from the `$` on. */
  readonly start: number;
  readonly end: number;
}

export interface CompiledText {
  /** Variables by name, without captures such as `$1`. */
  readonly uses: readonly VariableUse[];
  /** nginx's words for what it can't compile, and where that begins. */
  readonly fault: { readonly message: string; readonly at: number } | undefined;
}

export const INVALID_NAME = "invalid variable name";

/** A capture, a name in braces with their end, or a bare name. */
const VARIABLE = /\$(?:([1-9])|\{(\w*)(\}?)|(\w*))/g;
/** Log formats know no captures: `$1` is a variable there. */
const LOG_VARIABLE = /\$(?:((?!))|\{(\w*)(\}?)|(\w*))/g;

/** The variables of a text, up to the first fault. */
export function compileText(text: string): CompiledText {
  return compile(text, VARIABLE);
}

/** The variables of a part of a log format, up to the first fault. */
export function compileLogText(text: string): CompiledText {
  return compile(text, LOG_VARIABLE);
}

function compile(text: string, pattern: RegExp): CompiledText {
  const uses: VariableUse[] = [];
  for (const match of text.matchAll(pattern)) {
    const [all, capture, braced, close, bare] = match;
    if (capture !== undefined) continue;
    const end = match.index + all.length;
    const name = braced ?? bare ?? "";
    if (braced !== undefined && close === "" && end < text.length + Number(braced !== "")) {
      const message = `the closing bracket in "${name}" variable is missing`;
      return { uses, fault: { message, at: match.index } };
    }
    if (name === "") return { uses, fault: { message: INVALID_NAME, at: match.index } };
    uses.push({ name, start: match.index, end });
  }
  return { uses, fault: undefined };
}
