/** `core/knowledge/generated/syntax.ts`: the syntax and default of every documented directive. */
import { type Directive, getDirectives } from "@nginx/reference-lib";
import { compare, HEADER, linesConstant, type Output } from "./output.ts";
import { pagePath } from "./reference-lib.ts";

/** A line for each directive of a page: `name`, `page`, `default`, and its forms, between tabs. */
export function syntax(): Output[] {
  const lines = getDirectives().map((it) =>
    [it.name, pagePath(it.module), defaultOf(it), ...it.syntax.map(formOf)].join("\t"),
  );
  const text = [
    HEADER,
    "// name, page, default, forms; a `<word>` stands for a value. Decoded by ../syntax.ts.",
    linesConstant("SYNTAX", [...new Set(lines)].sort(compare)),
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
