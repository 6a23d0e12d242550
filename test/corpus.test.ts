import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { createNodeHost } from "../host/node.ts";
import { type CorpusCase, corpusCases, corpusPath, HAS_CORPUS } from "./harness/corpus.ts";
import { PARSER } from "./harness/parser.ts";

/** nginx HEAD gave the verdicts, without the files that the configurations name. */
const SETTINGS = { ...DEFAULT_SETTINGS, nginxVersion: "1.31.5", readCertificates: false };

/**
 * nginx read these fragments in `http`, where `server` is a block. Alone they read as what they are: the
 * inside of an `upstream`, in which they are right.
 */
const RIGHT_ELSEWHERE: ReadonlySet<string> = new Set([
  "cases/nginx-org/docs-http-ngx_http_upstream_module-05/fragment.conf",
]);

describe.runIf(HAS_CORPUS)("the corpus", () => {
  test("what nginx accepts has no error", { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const it of corpusCases()) {
      if (it.verdict !== "ok" || it.elided) continue;
      count++;
      for (const error of await errors(it)) wrong.push(error.text);
    }
    expect(wrong, `of ${count} configurations`).toEqual([]);
    expect(count).toBeGreaterThan(600);
  });

  test("what nginx refuses for its syntax has an error at nginx's line", {
    timeout: 300_000,
  }, async () => {
    const missed: string[] = [];
    let count = 0;
    for (const it of corpusCases()) {
      if (it.category !== "syntax" || it.elided || it.cross_file || isVariable(it)) continue;
      if (RIGHT_ELSEWHERE.has(it.path)) continue;
      count++;
      const lines = (await errors(it)).map((error) => error.line);
      if (!lines.includes(it.head.line ?? 0)) {
        missed.push(`${it.path}: ${it.head.message} at ${it.head.line}, found at ${lines.join()}`);
      }
    }
    expect(missed, `of ${count} configurations`).toEqual([]);
    expect(count).toBeGreaterThan(150);
  });
});

/** A variable's missing brace is found when values are compiled, not by the reader. */
function isVariable(it: CorpusCase): boolean {
  return it.head.message?.startsWith("the closing bracket in") ?? false;
}

interface Error {
  readonly line: number;
  readonly text: string;
}

async function errors(it: CorpusCase): Promise<readonly Error[]> {
  const session = new Session(PARSER, createNodeHost());
  const path = corpusPath(it.path);
  const result = await session.check(path, { settings: SETTINGS, root: path });
  return (result?.findings ?? [])
    .filter((finding) => finding.severity === "error")
    .map(({ file, span, rule, message }) => {
      const position = result?.config.files.get(file)?.lines.positionAt(span.start);
      const line = (position?.line ?? 0) + 1;
      return { line, text: `${it.path}: ${rule} at line ${line}: ${message}` };
    });
}
