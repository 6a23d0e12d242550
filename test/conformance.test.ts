/** Agreement with nginx on a corpus of real configurations, where a checkout has it beside it. */
import { describe, expect, test } from "vitest";
import { createNodeHost } from "../host/node.ts";
import { type Comparison, compareCase, settingsFor } from "../scripts/conformance/compare.ts";
import { isFair, readCorpus, type Target } from "../scripts/conformance/corpus.ts";
import { kindOf } from "../scripts/conformance/kinds.ts";
import { changesOf, knownDisagreements } from "../scripts/conformance/known.ts";
import { PARSER } from "./harness/parser.ts";

const KNOWN = new URL("conformance/known-disagreements.json", import.meta.url).pathname;
const corpus = readCorpus(new URL("../../shared/corpus", import.meta.url).pathname);

async function compareAll(target: Target): Promise<Comparison[]> {
  const engine = { parser: PARSER, host: createNodeHost() };
  const settings = settingsFor(target);
  const comparisons: Comparison[] = [];
  for (const one of corpus?.cases ?? []) {
    if (!corpus || !isFair(one, target)) continue;
    comparisons.push(await compareCase(engine, corpus, one, target, settings));
  }
  return comparisons;
}

describe.runIf(corpus)("the corpus", () => {
  test.each(["head", "deb"] as const)(
    "%s: no other disagreements than the known ones",
    {
      timeout: 300_000,
    },
    async (target) => {
      const comparisons = await compareAll(target);
      const { added, gone } = changesOf(comparisons, knownDisagreements(KNOWN, target));
      expect(added).toEqual([]);
      expect(gone, "take these off the list").toEqual([]);
      expect(comparisons.length).toBeGreaterThan(1_000);
      const accepted = comparisons.filter((it) => it.category === "accepted");
      expect(accepted.filter((it) => it.difference !== undefined)).toEqual([]);
      expect(accepted.length).toBeGreaterThan(500);
    },
  );
});

test.each([
  ['unknown directive "a"', "unknown directive"],
  ['unknown directive "a", did you mean "b"?', "unknown directive"],
  ['"a" directive is not allowed here', "context"],
  ['invalid number of arguments in "a" directive', "args"],
  ["invalid number of the map parameters", "args"],
  ['"a" directive is duplicate', "duplicate"],
  ['duplicate location "/"', "duplicate"],
  ["a duplicate listen 0.0.0.0:80", "duplicate"],
  ['no "events" section in configuration', "no events"],
  ['unexpected "}"', "syntax"],
  ['unexpected """', "syntax"],
  ['unexpected end of file, expecting ";" or "}"', "syntax"],
  ['directive "a" is not terminated by ";"', "syntax"],
  ['directive "a" has no opening "{"', "syntax"],
  ['too long parameter "aaaaaaaaaa..." started', "syntax"],
  ['unexpected "==" in condition', "value"],
  ['invalid value "a"', "value"],
  ['unknown "a" variable', "value"],
])("%s is of kind %s", (message, kind) => {
  expect(kindOf(message)).toBe(kind);
});
