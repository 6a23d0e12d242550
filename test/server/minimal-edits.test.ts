import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "#core";
import { minimalEdits } from "../../server/minimal-edits.ts";

test("lines that stay are not touched", () => {
  const before = "a\nb\nc\nd\ne\n";
  const edits = minimalEdits(before, "a\nB\nc\nd\nd2\ne\n");
  expect(edits).toEqual([
    { span: { start: 2, end: 4 }, newText: "B\n" },
    { span: { start: 8, end: 8 }, newText: "d2\n" },
  ]);
});

test("equal texts need no edit", () => {
  expect(minimalEdits("a\nb", "a\nb")).toEqual([]);
});

test("texts that differ everywhere are replaced by one edit", () => {
  const before = Array.from({ length: 500 }, (_, n) => `before ${n}\n`).join("");
  const after = Array.from({ length: 500 }, (_, n) => `after ${n}\n`).join("");
  expect(minimalEdits(before, after)).toEqual([
    { span: { start: 0, end: before.length }, newText: after },
  ]);
});

test("the edits always lead from one text to the other", () => {
  const text = fc
    .array(fc.constantFrom("a\n", "b\n", "c\r\n", "\n", "d"), { maxLength: 12 })
    .map((lines) => lines.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyEdits(before, minimalEdits(before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});
