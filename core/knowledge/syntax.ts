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
  decoded ??= new Map(
    linesOf(SYNTAX).map((line) => {
      const [name = "", page = "", value = "", ...forms] = line.split("\t");
      return [`${name}\t${page}`, { forms, default: value || undefined }];
    }),
  );
  return decoded;
}
