import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyEdits, type FormatOptions, formatFile, SourceFile } from "#core";
import { corpusCases, corpusPath, HAS_CORPUS } from "../../../harness/corpus.ts";
import { PARSER } from "../../../harness/parser.ts";
import { inkOf, wordsOf } from "./words.ts";

const OPTIONS: readonly FormatOptions[] = [
  { tabSize: 4, insertSpaces: true, align: "keep" },
  { tabSize: 2, insertSpaces: true, align: "always" },
  { tabSize: 8, insertSpaces: false, align: "never" },
];

describe.runIf(HAS_CORPUS)("formatting the corpus", () => {
  test.each(OPTIONS)("changes blanks alone, and once: %j", { timeout: 300_000 }, (options) => {
    const wrong: string[] = [];
    let formatted = 0;
    for (const it of corpusCases()) {
      const text = readFileSync(corpusPath(it.path), "utf8");
      const once = format(text, options);
      if (once === undefined) {
        if (it.verdict === "ok" && !it.elided && !it.template) wrong.push(`${it.path} is refused`);
        continue;
      }
      formatted++;
      if (inkOf(once) !== inkOf(text)) wrong.push(`${it.path}: more than blanks`);
      if (wordsOf(once).join("\n") !== wordsOf(text).join("\n")) wrong.push(`${it.path}: words`);
      if (format(once, options) !== once) wrong.push(`${it.path}: twice`);
    }
    expect(wrong, `of ${formatted}`).toEqual([]);
    expect(formatted).toBeGreaterThan(1000);
  });
});

function format(text: string, options: FormatOptions): string | undefined {
  const result = formatFile(new SourceFile("/nginx.conf", text, PARSER.parse(text)), options);
  return "edits" in result ? applyEdits(text, result.edits) : undefined;
}
