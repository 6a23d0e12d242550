/** How directives are written, as nginx's documentation gives it. */
import { type DirectiveRow, linesOf } from "./directive-rows.ts";
import { SYNTAX } from "./generated/syntax.ts";

export interface DirectiveSyntax {
  /** One or more; `<word>` stands for a value, `[…]` for what may be left out, `{...}` for a block. */
  readonly forms: readonly string[];
  /** As documented, on one line. */
  readonly default: string | undefined;
}

/** Undefined for a directive that nginx.org does not document. */
export function syntaxOf({ name, page }: DirectiveRow): DirectiveSyntax | undefined {
  return page === "" ? undefined : table().get(`${name}\t${page}`);
}

let decoded: ReadonlyMap<string, DirectiveSyntax> | undefined;

function table(): ReadonlyMap<string, DirectiveSyntax> {
  decoded ??= decode();
  return decoded;
}

function decode(): ReadonlyMap<string, DirectiveSyntax> {
  const found = new Map<string, DirectiveSyntax>();
  let page = "";
  for (const line of linesOf(SYNTAX)) {
    const [name = "", value = "", ...forms] = line.split("\t");
    if (name.startsWith("#")) page = name.slice(1);
    else found.set(`${name}\t${page}`, { forms, default: value || undefined });
  }
  return found;
}
