import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "#core";
import {
  annotateFiles,
  dedent,
  joinFiles,
  splitFiles,
  stripAnnotations,
} from "../../harness/fixture.ts";
import { fixUntilClean, run } from "../../harness/rule.ts";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test.each(rule.examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
    const options = { ...it.settings, files: it.files ?? {} };
    const settings = { ...options, broken: it.broken ?? false };
    const bad = splitFiles(stripAnnotations(dedent(it.bad)));
    const findings = await run(rule, bad, settings);
    expect(findings, "a bad example is reported").not.toEqual([]);
    expect(annotateFiles(bad, findings)).toBe(dedent(it.bad));
    const good = splitFiles(dedent(it.good));
    expect(await run(rule, good, options), "a good example is clean").toEqual([]);
    if (findings.some((finding) => finding.fixes.length > 0)) {
      expect(joinFiles(await fixUntilClean(rule, bad, settings))).toBe(dedent(it.good));
    }
  });

  test("is documented", () => {
    expect(rule.docs.summary).toMatch(/^["A-Z].*[^.]$/);
    expect(rule.docs.why.trim()).not.toBe("");
    for (const link of rule.docs.references) expect(link).toMatch(/^https:\/\//);
    expect(existsSync(new URL(`../../../docs/rules/${id}.md`, import.meta.url))).toBe(true);
    expect(existsSync(new URL(`./${id}.test.ts`, import.meta.url))).toBe(true);
  });

  test("has sound messages", async () => {
    for (const example of rule.examples) {
      const files = splitFiles(stripAnnotations(dedent(example.bad)));
      const settings = {
        ...example.settings,
        files: example.files ?? {},
        broken: example.broken ?? false,
      };
      for (const { message, fixes } of await run(rule, files, settings)) {
        expect(message.length).toBeLessThanOrEqual(160);
        expect(message).not.toMatch(/\.$/);
        for (const fix of fixes) {
          expect(fix.title).toMatch(/^[A-Z"`]/);
          if (fix.safety === "unsafe") expect(rule.docs.fixSafety).toBeTruthy();
        }
      }
    }
  });
});
