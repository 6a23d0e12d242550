import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { disagreements, loadGrammar, scopesOf } from "./tokenizer.ts";

const grammar = await loadGrammar();

const fixtures = new URL("fixtures/", import.meta.url);

test.each(readdirSync(fixtures))("scopes are as drawn in %s", (name) => {
  const fixture = readFileSync(new URL(name, fixtures), "utf8");
  expect(fixture).toMatch(/^#\s*\^/m);
  expect(disagreements(grammar, fixture)).toEqual([]);
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);

describe.runIf(existsSync(corpus))("real configurations", () => {
  test("leave no scope open at their end", () => {
    const cases: { path: string; verdict: string }[] = readFileSync(
      new URL("manifest.jsonl", corpus),
      "utf8",
    )
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter((it) => it.verdict === "ok");
    const leaks = cases.filter(({ path }) => {
      const text = readFileSync(new URL(path, corpus), "utf8");
      const [last = []] = scopesOf(grammar, `${text}\nprobe on;`).slice(-1);
      return (
        last[0]?.join(" ") !== "source.nginx meta.directive.nginx support.function.directive.nginx"
      );
    });
    expect(cases.length).toBeGreaterThan(500);
    expect(leaks.map((it) => it.path)).toEqual([]);
  }, 120_000);
});
