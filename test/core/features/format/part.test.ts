/** Formatting of a range, and of what is typed. */
import { describe, expect, test } from "vitest";
import { applyEdits, type FormatOptions, formatRange, formatTyped } from "#core";
import { fileOf } from "./words.ts";

const KEEP: FormatOptions = { tabSize: 4, insertSpaces: true, align: "keep" };

describe("a range", () => {
  function inRange(text: string, part: string): string {
    const start = text.indexOf(part);
    const edits = formatRange(fileOf(text), { start, end: start + part.length }, KEEP);
    return applyEdits(text, edits);
  }

  test("is formatted by whole lines, and nothing else is", () => {
    const text = "http  {\n\n\n\n a  b;  \n\n\n\n  c   d;\n}\n";
    expect(inRange(text, "b")).toBe("http  {\n\n\n\n    a b;\n\n\n\n  c   d;\n}\n");
  });

  test("does not care about a defect below it", () => {
    const text = "http {\na  b;\nc d\n}\n}\n";
    expect(inRange(text, "a  b;")).toBe("http {\n    a b;\nc d\n}\n}\n");
  });

  test.each(["http {\na  b\n}\n", "http {\na  b;\n", "}\na  b;\n"])(
    "stays if it is not sound, or its depth is not sure: %j",
    (text) => {
      expect(inRange(text, "a  b")).toBe(text);
    },
  );
});

describe("what is typed", () => {
  /** `|` is where the character has just been typed. */
  function typed(marked: string, character: string): string {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    return applyEdits(text, formatTyped(fileOf(text), offset, character, KEEP));
  }

  test("a semicolon formats its directive", () => {
    expect(typed("http {\na  b;|\nc   d;\n}\n", ";")).toBe("http {\n    a b;\nc   d;\n}\n");
    expect(typed("http { a  b; c   d;|   }\n", ";")).toBe("http { a  b; c d;   }\n");
  });

  test("a brace formats its block", () => {
    expect(typed("http {\nserver {\na  b;\n}|\nc   d;\n}\n", "}")).toBe(
      "http {\n    server {\n        a b;\n    }\nc   d;\n}\n",
    );
  });

  test("a line break formats the directive above", () => {
    expect(typed("http {\na  b;\n  |\nc   d;\n}\n", "\n")).toBe(
      "http {\n    a b;\n  \nc   d;\n}\n",
    );
  });

  test.each([
    ["# a  b;|\n", ";"],
    ["a  'b;|';\n", ";"],
    ["a  b\n|\n", "\n"],
    ["a { b_by_lua_block { x  = {}| }\n}\n", "}"],
    ["pid  b\nhttp {\n}|\n", "}"],
  ])("nothing happens in %j", (marked, character) => {
    expect(typed(marked, character)).toBe(marked.replace("|", ""));
  });
});
