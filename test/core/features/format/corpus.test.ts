import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  applyEdits,
  type Directive,
  type FormatOptions,
  formatFile,
  SourceFile,
  type TextEdit,
} from "#core";
import { corpusCases, corpusPath, HAS_CORPUS } from "../../../harness/corpus.ts";
import { PARSER } from "../../../harness/parser.ts";
import { randomFrom } from "../../../harness/random.ts";
import { inkOf, wordsOf } from "./words.ts";

const OPTIONS: readonly FormatOptions[] = [
  { tabSize: 4, insertSpaces: true, align: "keep" },
  { tabSize: 2, insertSpaces: true, align: "always" },
  { tabSize: 8, insertSpaces: false, align: "never" },
];

const GAPS = [" ", "  ", "     ", "\t", "\n", "\n     ", "\n\n\t", " # c\n"];

describe.runIf(HAS_CORPUS)("formatting the corpus", () => {
  test.each(OPTIONS)(
    "with other blanks ends, and loses nothing: %j",
    { timeout: 300_000 },
    (options) => {
      const random = randomFrom(1);
      const wrong: string[] = [];
      let formatted = 0;
      for (const it of corpusCases()) {
        if (it.verdict !== "ok" || it.elided || it.template) continue;
        const text = withOtherGaps(readFileSync(corpusPath(it.path), "utf8"), random);
        const once = format(text, options);
        if (once === undefined) continue;
        formatted++;
        if (wordsOf(once).join("\n") !== wordsOf(text).join("\n")) wrong.push(`${it.path}: words`);
        if (format(once, options) !== once) wrong.push(`${it.path}: twice`);
      }
      expect(wrong, `of ${formatted}`).toEqual([]);
      expect(formatted).toBeGreaterThan(500);
    },
  );

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

/** Some of the blanks between words replaced. */
function withOtherGaps(text: string, random: () => number): string {
  const edits: TextEdit[] = [];
  const visit = ({ name, args, block }: Directive): void => {
    const words = [name, ...args];
    for (const [index, word] of args.entries()) {
      const start = words[index]?.span.end ?? 0;
      const span = { start, end: word.span.start };
      const newText = GAPS[Math.floor(random() * GAPS.length)] ?? " ";
      if (span.start < span.end && random() < 0.4) edits.push({ span, newText });
    }
    block?.directives.forEach(visit);
  };
  PARSER.parse(text).directives.forEach(visit);
  return applyEdits(
    text,
    edits.filter(({ span }) => text.slice(span.start, span.end).trim() === ""),
  );
}

function format(text: string, options: FormatOptions): string | undefined {
  const result = formatFile(new SourceFile("/nginx.conf", text, PARSER.parse(text)), options);
  return "edits" in result ? applyEdits(text, result.edits) : undefined;
}
