/** `core/knowledge/generated/syntax.ts`: the syntax and default of every documented directive. */
import { type Directive, getDirectives } from "@nginx/reference-lib";
import { compare, HEADER, linesConstant, type Output } from "./output.ts";
import { pagePath } from "./reference-lib.ts";

/** `#page`, then a line for each of its directives: `name`, `default`, and its forms, between tabs. */
export function syntax(): Output[] {
  const pages = new Map<string, Set<string>>();
  for (const it of getDirectives()) {
    const page = pagePath(it.module);
    const lines = pages.get(page) ?? new Set();
    pages.set(page, lines.add([it.name, defaultOf(it), ...it.syntax.map(formOf)].join("\t")));
  }
  const sorted = [...pages].sort(([a], [b]) => compare(a, b));
  const text = [
    HEADER,
    "// #page; name, default, forms; a `<word>` stands for a value. Decoded by ../syntax.ts.",
    linesConstant(
      "SYNTAX",
      sorted.flatMap(([page, lines]) => [`#${page}`, ...[...lines].sort(compare)]),
    ),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/syntax.ts", text }];
}

/** Emphasis marks what stands for a value; all else is written as it is. */
function formOf(html: string): string {
  return html
    .replaceAll(/<(em|i)>(.*?)<\/\1>/g, (_, _tag, text: string) => `‹${plain(text)}›`)
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("‹", "<")
    .replaceAll("›", ">")
    .replaceAll("&hellip;", "…")
    .replaceAll(/&[lr]squo;/g, "'")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function plain(html: string): string {
  return html.replaceAll(/<[^>]*>/g, "");
}

/** On one line; none for a block's content. */
function defaultOf({ default: text = "", isBlock }: Directive): string {
  return isBlock ? "" : text.replaceAll(/\s+/g, " ").trim();
}
