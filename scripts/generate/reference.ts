/** `core/knowledge/generated/reference.txt`: NGINX's own documentation of directives and variables. */
import { Format, getDirectives, getVariables } from "@nginx/reference-lib";
import { compare, type Output } from "./output.ts";
import { pagePath } from "./reference-lib.ts";

/** A line for each entry: a JSON array of name (a variable's with its `$`), page and Markdown. */
export function reference(): Output[] {
  const entries = [...getDirectives(Format.Markdown), ...getVariables(Format.Markdown)];
  const lines = entries.map(({ name, module, description }) =>
    JSON.stringify([name, pagePath(module), description.trim()]),
  );
  const text = `${[...new Set(lines)].sort(compare).join("\n")}\n`;
  return [{ path: "core/knowledge/generated/reference.txt", text }];
}
