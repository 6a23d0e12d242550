/** The fast way to read a tree is in use, and says the same as the public one. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Parser, type Tree } from "web-tree-sitter";
import { cursorReader } from "../../../core/syntax/read-tree.ts";
import { startRuntime } from "../../../core/syntax/runtime.ts";
import { editBetween } from "../../../core/syntax/text-change.ts";
import { Tokens } from "../../../core/syntax/tokens.ts";
import { grammarCases } from "../../harness/grammar-corpus.ts";
import { WASM } from "../../harness/wasm.ts";

const CORPUS = new URL("../../../grammar/test/corpus/", import.meta.url);
const { language, readTree, readsMemory } = await startRuntime(WASM);
const careful = cursorReader(language);

test("the memory is read", () => {
  expect(readsMemory).toBe(true);
});

test.each(readdirSync(CORPUS))("%s gives the same tokens both ways", (file) => {
  const parser = new Parser().setLanguage(language);
  const cases = grammarCases(readFileSync(new URL(file, CORPUS), "utf8"));
  const all = cases.map((it) => it.text).join("\n");
  for (const text of [all, ...cases.map((it) => it.text)]) {
    const tree = parser.parse(text);
    if (!tree) throw new Error("no tree");
    expect(readTree(tree).equals(careful(tree))).toBe(true);
    tree.delete();
  }
  parser.delete();
});

test("tokens differ if one of them does", () => {
  const some = [new Tokens(), new Tokens(), new Tokens(), new Tokens(), new Tokens()];
  const [a, b, c, d, e] = some;
  for (const it of some) it.push(1, 2, 3);
  b?.push(1, 4, 5);
  for (const it of [a, c, d, e]) it?.push(it === c ? 2 : 1, it === d ? 3 : 4, it === e ? 6 : 5);
  const equalsFirst = some.map((it) => a?.equals(it));
  expect(equalsFirst).toEqual([true, true, false, false, false]);
});

const PIECES = [
  "a",
  " ",
  ";",
  "\n",
  "{",
  "}",
  '"',
  "'",
  "#",
  "\\",
  "$x",
  "server {\n",
  "😀",
  ";}",
  "",
];

test("after an edit, what is known gives the same tokens", () => {
  const parser = new Parser().setLanguage(language);
  const text = readdirSync(CORPUS)
    .flatMap((it) => grammarCases(readFileSync(new URL(it, CORPUS), "utf8")))
    .map((it) => it.text)
    .join("\n");
  const edits = fc.array(
    fc.record({ at: fc.nat(text.length), remove: fc.nat(3), insert: fc.constantFrom(...PIECES) }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(edits, (changes) => {
      let before = text;
      let tree = parsed(parser, before);
      for (const { at, remove, insert } of changes) {
        const after = before.slice(0, at) + insert + before.slice(at + remove);
        const tokens = careful(tree).copy();
        tree.edit(editBetween(before, after));
        const next = parsed(parser, after, tree);
        const known = { tree, tokens, growth: after.length - before.length };
        expect(readTree(next, known).equals(careful(next))).toBe(true);
        tree.delete();
        tree = next;
        before = after;
      }
      tree.delete();
    }),
    { numRuns: 100 },
  );
  parser.delete();
});

function parsed(parser: Parser, text: string, previous?: Tree): Tree {
  const tree = parser.parse(text, previous);
  if (!tree) throw new Error("no tree");
  return tree;
}
