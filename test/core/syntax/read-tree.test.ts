/** The fast way to read a tree is in use, and says the same as the public one. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Parser } from "web-tree-sitter";
import { cursorReader } from "../../../core/syntax/read-tree.ts";
import { startRuntime } from "../../../core/syntax/runtime.ts";
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
