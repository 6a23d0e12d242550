import fc from "fast-check";
import { expect, test } from "vitest";
import { findTags } from "../../../core/syntax/template-tags.ts";

const COMMON = [
  /\{%-?[\s\S]*?%\}/,
  /<%[\s\S]*?%>/,
  /\{#[\s\S]*?#\}/,
  /\{\{[-~]?\s*\/\*[\s\S]*?\*\/\s*[-~]?\}\}|\{\{~?!--[\s\S]*?--~?\}\}/,
];
const PLAIN = /\{\{\{[^{}\n]*\}\}\}|\{\{[^{}\n]*\}\}/;
const JINJA = /\{\{(?!\{)[^\n]*?\}\}(?!\})|\{\{\{[^\n]*?\}\}\}|\{\{(?!\{)[^{}]*\}\}(?!\})/;

/** What a tag is, said as expressions. */
function expected(text: string): readonly (readonly [number, number])[] {
  const all = text.includes("{%") || text.includes("{{") ? COMMON : COMMON.slice(0, 2);
  const sources = [...all, text.includes("{%") ? JINJA : PLAIN].map((it) => it.source);
  const found = text.matchAll(new RegExp(sources.join("|"), "g"));
  return Array.from(found, ({ 0: raw, index }) => [index, index + raw.length]);
}

const PIECES = ["{%", "%}", "{{", "}}", "{#", "#}", "<%", "%>", "/*", "*/", "!--", "--"];
const OTHERS = ["{", "}", "-", "~", " ", "\n", "a", "%", "#"];

test("tags end where their closing comes first", () => {
  const texts = fc.array(fc.constantFrom(...PIECES, ...OTHERS), { maxLength: 30 });
  fc.assert(
    fc.property(texts, (pieces) => {
      const text = pieces.join("");
      expect(findTags(text).map((it) => [it.start, it.end])).toEqual(expected(text));
    }),
    { numRuns: 20_000, seed: 2026 },
  );
});

test.each(["{%", "{{", "{{{", "<%", "{{a ", "{{!-- "])("a megabyte of %j is read", (unit) => {
  expect(findTags(unit.repeat(1_000_000 / unit.length))).toEqual([]);
});
