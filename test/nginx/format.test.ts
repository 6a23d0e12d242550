/** What nginx says of a configuration does not change when it is formatted. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyEdits, type FormatOptions, formatFile, SourceFile } from "#core";
import { type CorpusCase, corpusCases, corpusPath, HAS_CORPUS } from "../harness/corpus.ts";
import { PARSER } from "../harness/parser.ts";
import { nginxTest } from "./harness.ts";

const AT_ONCE = 4;
const OPTIONS: FormatOptions = { tabSize: 3, insertSpaces: true, align: "always" };

describe.runIf(HAS_CORPUS)("formatting the corpus", () => {
  test("leaves nginx's verdict as it is", { timeout: 1_800_000 }, async () => {
    const cases = corpusCases().filter((it) => it.verdict === "ok" && !it.elided);
    const wrong: string[] = [];
    let accepted = 0;
    for (let at = 0; at < cases.length; at += AT_ONCE) {
      const verdicts = await Promise.all(cases.slice(at, at + AT_ONCE).map(verdictsOf));
      for (const { path, before, after } of verdicts) {
        if (before === OK) accepted++;
        if (before !== after) wrong.push(`${path}: ${before} -> ${after}`);
      }
    }
    expect(wrong, `of ${cases.length}`).toEqual([]);
    expect(accepted).toBeGreaterThan(cases.length / 2);
  });
});

const OK = "ok";

/** What nginx says of a case as written and formatted. */
async function verdictsOf(
  it: CorpusCase,
): Promise<{ readonly path: string; readonly before: string; readonly after: string }> {
  const text = readFileSync(corpusPath(it.path), "utf8");
  const result = formatFile(new SourceFile(it.path, text, PARSER.parse(text)), OPTIONS);
  const formatted = "edits" in result ? applyEdits(text, result.edits) : text;
  const [before, after] = await Promise.all([verdictOf(it, text), verdictOf(it, formatted)]);
  return { path: it.path, before, after };
}

async function verdictOf({ kind, context }: CorpusCase, text: string): Promise<string> {
  const main = kind === "full" ? text : around(context);
  const files = { "nginx.conf": main, ...(kind === "fragment" && { "part.conf": text }) };
  const { ok, message } = await nginxTest(files);
  return ok ? OK : message;
}

/** A main file that includes a part in a block such as `location`. */
function around(context: string): string {
  const blocks = BLOCKS[context] ?? [];
  const inside = blocks.reduceRight(
    (part, block) => `${block} {\n${part}\n}`,
    "include part.conf;",
  );
  return context === "events" ? inside : `events {}\n${inside}\n`;
}

const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  events: ["events"],
  http: ["http"],
  server: ["http", "server"],
  location: ["http", "server", "location /"],
  upstream: ["http", "upstream u"],
  stream: ["stream"],
  "stream-server": ["stream", "server"],
  "stream-upstream": ["stream", "upstream u"],
};
