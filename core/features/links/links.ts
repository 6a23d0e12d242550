/** Words that lead to a file: includes, certificates and keys, scripts and other files that nginx reads. */
import { type Config, resolveFile } from "../../config/config.ts";
import { isAbsolute } from "../../config/paths.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import type { Cursor } from "../cursor.ts";
import { fileNamesIn } from "./file-names.ts";

export interface FileLink {
  /** Of the word without its quotes. */
  readonly span: Span;
  /** Where the files lie here: all of an include's pattern, or where one may lie, the likeliest first. */
  readonly paths: readonly string[];
  /** False if nobody has looked whether the file is there. */
  readonly found: boolean;
}

/** Everything in a file that leads to other files. */
export function linksIn(config: Config, { tree }: SourceFile): readonly FileLink[] {
  const found: FileLink[] = [];
  const pending = [...tree.directives].reverse();
  for (let directive = pending.pop(); directive; directive = pending.pop()) {
    found.push(...linksOf(config, directive));
    if (directive.block) pending.push(...directive.block.directives.toReversed());
  }
  return found;
}

/** What the word under the cursor leads to. */
export function linkAt(config: Config, { directive, offset }: Cursor): FileLink | undefined {
  if (!directive) return undefined;
  return linksOf(config, directive).find(({ span }) => span.start <= offset && offset <= span.end);
}

function linksOf(config: Config, directive: Directive): readonly FileLink[] {
  const [first] = directive.args;
  if (directive.name.text === "include" && first && directive.args.length === 1) {
    const paths = config.includes.get(directive)?.files ?? [];
    return paths.length > 0 ? [{ span: insideOf(first), paths, found: true }] : [];
  }
  return fileNamesIn(directive)
    .filter(({ word, countsFromFolder }) => countsFromFolder || isAbsolute(word.text))
    .map(({ word }) => ({
      span: insideOf(word),
      paths: [resolveFile(config, word.text)],
      found: false,
    }));
}

function insideOf({ span, quote, raw }: Word): Span {
  const closes = quote !== "" && raw.length > 1 && raw.endsWith(quote);
  return { start: span.start + quote.length, end: span.end - (closes ? 1 : 0) };
}
