/** Real configurations: no syntax error where nginx accepts, nginx's own line and words where it refuses. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineIndex } from "#core";
import { type CorpusCase, corpusCases, corpusPath, HAS_CORPUS } from "../../harness/corpus.ts";
import { PARSER } from "../../harness/parser.ts";

/** Messages of category "syntax" that another layer gives: it knows which directives take variables. */
const OF_VARIABLES = /^the closing bracket in /;

/** Taken alone, a fragment of an `upstream`; nginx was asked to read it in `http`. */
const FRAGMENTS_ELSEWHERE = ["nginx-org/docs-http-ngx_http_upstream_module-05"];

/** nginx was asked to read what a template engine reads first. */
const TEMPLATES = ["config-templates-author-templates-10"];

/** A comment swallows both the `;` and the `}` of one line. */
const TWO_FAULTS = ["laradock-nginx-sites-octane.conf.example-1"];

interface Found {
  readonly line: number;
  readonly message: string;
}

function read({ path }: CorpusCase): Found[] {
  const text = readFileSync(corpusPath(path), "utf8");
  const lines = new LineIndex(text);
  return PARSER.parse(text).errors.map(({ span, message }) => ({
    line: lines.positionAt(span.start).line + 1,
    message,
  }));
}

function isIn(list: readonly string[], { path }: CorpusCase): boolean {
  return list.some((it) => path.includes(it));
}

describe.skipIf(!HAS_CORPUS)("the corpus", () => {
  const cases = HAS_CORPUS ? corpusCases() : [];
  const refused = cases.filter(
    (it) =>
      it.category === "syntax" && !OF_VARIABLES.test(it.head.message ?? "") && !isIn(TEMPLATES, it),
  );

  test("is there", () => {
    expect(refused.length).toBeGreaterThan(100);
    expect(cases.filter((it) => it.verdict === "ok").length).toBeGreaterThan(500);
  });

  test("what nginx accepts has no syntax error", () => {
    const wrong = cases.filter((it) => it.verdict === "ok" && read(it).length > 0);
    expect(wrong.map((it) => it.path)).toEqual([]);
  });

  test("what nginx can't read has an error with its words at its line", () => {
    const missed = refused.filter(
      (it) =>
        !read(it).some(({ line, message }) => line === it.head.line && message === it.head.message),
    );
    expect(missed.filter((it) => !isIn(FRAGMENTS_ELSEWHERE, it)).map((it) => it.path)).toEqual([]);
    expect(missed.length).toBe(FRAGMENTS_ELSEWHERE.length);
  });

  test("one fault costs one error", () => {
    const cascades = cases
      .filter((it) => it.source.startsWith("mutants"))
      .filter((it) => read(it).length > 1 && !isIn(TWO_FAULTS, it));
    expect(cascades.map((it) => it.path)).toEqual([]);
  });
});
