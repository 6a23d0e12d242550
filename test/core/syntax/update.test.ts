/** Incremental parsing gives what parsing anew gives, and no text is too much. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PARSER } from "../../harness/parser.ts";
import { everything, outlineOf } from "./show.ts";

const PIECES = [
  "server",
  "listen 80",
  "root /a",
  "location /",
  "map $a $b",
  "prox",
  "content_by_lua_block",
  "^/a{2}$",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of nginx
  "${a}",
  '"',
  "'",
  '"a b"',
  ";",
  ";\n",
  "{",
  " {\n",
  "}",
  "\n}\n",
  "#",
  "# c\n",
  "\\",
  "\n",
  "\r\n",
  "    ",
  "\t",
  "é😀",
  "\u017f\u212a",
  "\ufeff",
  "\0",
  "--[[",
  "]]",
];

const texts = fc.array(fc.constantFrom(...PIECES, " "), { maxLength: 40 }).map((it) => it.join(""));

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 8 }),
    insert: fc.oneof(fc.constantFrom(...PIECES), texts),
  }),
  { minLength: 1, maxLength: 6 },
);

test("any text after any edits: as if parsed anew", () => {
  fc.assert(
    fc.property(texts, edits, (start, changes) => {
      const open = PARSER.open(start);
      let text = start;
      for (const { at, remove, insert } of changes) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + insert + text.slice(offset + remove);
        open.update(text);
        expect(open.text).toBe(text);
        expect(everything(open.tree)).toEqual(everything(PARSER.parse(text)));
      }
      open.dispose();
    }),
    { numRuns: 300 },
  );
});

test("a large file, edited in the middle", () => {
  const block = "server {\n  listen 80;\n  location / {\n    root /a;\n  }\n}\n";
  const before = `http {\n${block.repeat(300)}`;
  const open = PARSER.open(`${before}${block.repeat(300)}}\n`);
  for (const typed of ["p", "pr", "prox", 'add_header X "', "}", "location / {", ""]) {
    const text = `${before}${typed}\n${block.repeat(300)}}\n`;
    open.update(text);
    expect(everything(open.tree)).toEqual(everything(PARSER.parse(text)));
  }
  open.dispose();
});

test("an update does not touch the tree that was there before", () => {
  const open = PARSER.open("a b;");
  const { tree } = open;
  open.update("c;");
  open.dispose();
  expect(outlineOf(tree)).toEqual(["a b"]);
  expect(outlineOf(open.tree)).toEqual(["c"]);
});

test("spans lie in the text and errors are in its order", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const tree = PARSER.parse(text);
      const starts = tree.errors.map((it) => it.span.start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      for (const { span, related, fix } of tree.errors) {
        const all = [
          span,
          ...related.map((it) => it.span),
          ...(fix?.edits ?? []).map((it) => it.span),
        ];
        for (const { start, end } of all) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

describe("extreme texts", () => {
  test.each([
    ["nested blocks", "location / {\n".repeat(20_000), 1],
    ["nested and closed blocks", "location / {".repeat(20_000) + "}".repeat(20_000), 0],
    ["blocks without names", "{".repeat(20_000), 20_000],
    ["closing braces", "}".repeat(100_000), 100_000],
    ["semicolons", ";".repeat(100_000), 100_000],
    ["a long word", "a".repeat(1_000_000), 2],
    ["one directive of many lines", `root${"\nlisten".repeat(20_000)};`, 10_000],
    ["merged directives", `${"root a b c\n".repeat(20_000)};`, 19_999],
    ["blocks that are not closed", "server {\n  listen 80;\n".repeat(20_000), 20_000],
    ["quotes", "\"'".repeat(20_000), undefined],
    ["lines with an open quote", 'a "b;\n'.repeat(5_001), undefined],
  ])("%s", (_, text, count) => {
    const { errors } = PARSER.parse(text);
    if (count === undefined) expect(errors.length).toBeGreaterThan(0);
    else expect(errors.length).toBe(count);
  });
});
