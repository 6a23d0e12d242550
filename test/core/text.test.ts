import { expect, test } from "vitest";
import { applyEdits, LineIndex, lineAround, touch } from "../../core/text.ts";

test.each([
  ["", 0, 0, 0],
  ["a\nbc\n", 0, 0, 1],
  ["a\nbc\n", 1, 0, 1],
  ["a\nbc\n", 2, 2, 4],
  ["a\nbc\n", 5, 5, 5],
  ["\nb", 0, 0, 0],
  ["\nb", 1, 1, 2],
  ["a\r\nb", 1, 0, 2],
])("in %j the line around %i is from %i to %i", (text, offset, start, end) => {
  expect(lineAround(text, offset)).toEqual({ start, end });
});

test("spans touch where they share an end", () => {
  const span = { start: 2, end: 4 };
  expect(touch(span, { start: 4, end: 5 })).toBe(true);
  expect(touch({ start: 0, end: 2 }, span)).toBe(true);
  expect(touch(span, { start: 5, end: 5 })).toBe(false);
});

test("positions are clamped to the text and to the line", () => {
  const lines = new LineIndex("a\nbc");
  expect(lines.lineCount).toBe(2);
  expect(lines.positionAt(99)).toEqual({ line: 1, character: 2 });
  expect(lines.offsetAt({ line: 0, character: 9 })).toBe(1);
  expect(lines.offsetAt({ line: 9, character: 0 })).toBe(4);
  expect(lines.offsetAt({ line: -1, character: 3 })).toBe(0);
});

test("only a line feed ends a line", () => {
  expect(new LineIndex("a\rb\r\nc").lineStart(1)).toBe(5);
});

test("edits count offsets of the text before; insertions at one place keep their order", () => {
  const edits = [
    { span: { start: 2, end: 3 }, newText: "C" },
    { span: { start: 0, end: 0 }, newText: "1" },
    { span: { start: 0, end: 0 }, newText: "2" },
  ];
  expect(applyEdits("abc", edits)).toBe("12abC");
});

test("edits that overlap are a mistake of the caller", () => {
  const edits = [
    { span: { start: 0, end: 2 }, newText: "" },
    { span: { start: 1, end: 3 }, newText: "" },
  ];
  expect(() => applyEdits("abc", edits)).toThrow(RangeError);
});
