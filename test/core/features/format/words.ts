/** Texts to format, and what formatting must not change of them. */
import { type Directive, SourceFile } from "#core";
import { PARSER } from "../../../harness/parser.ts";

/** The words, strings, comments and Lua code of a text, in order. */
export function wordsOf(text: string): readonly string[] {
  const { directives, comments } = PARSER.parse(text);
  const found: string[] = comments.map(({ start, end }) => text.slice(start, end).trimEnd());
  const add = (it: Directive): void => {
    found.push([it.name, ...it.args].map((word) => word.raw).join(" | "));
    if (it.code) found.push(`code ${text.slice(it.code.start, it.code.end).trimEnd()}`);
    if (!it.block) return;
    found.push("{");
    it.block.directives.forEach(add);
    found.push("}");
  };
  directives.forEach(add);
  return found;
}

/** All that is no blank. */
export function inkOf(text: string): string {
  return text.replace(/[ \t\r\n]+/g, "");
}

export function fileOf(text: string): SourceFile {
  return new SourceFile("/nginx.conf", text, PARSER.parse(text));
}
