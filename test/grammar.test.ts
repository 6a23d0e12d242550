/** The grammar as built: made from its sources, gives the trees of its corpus, fits its queries. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Parser, Query } from "web-tree-sitter";
import { startRuntime } from "../core/syntax/runtime.ts";
import { grammarCases, treeText } from "./harness/grammar-corpus.ts";
import { WASM } from "./harness/wasm.ts";

const GRAMMAR = new URL("../grammar/", import.meta.url);
const { language } = await startRuntime(WASM);

function read(path: string): string {
  return readFileSync(new URL(path, GRAMMAR), "utf8");
}

const provenance: { cli: string; abi: number; sha256: Record<string, string> } = JSON.parse(
  read("provenance.json"),
);

test("the provenance names every source and product", () => {
  expect(Object.keys(provenance.sha256)).toEqual([
    "grammar.js",
    "src/scanner.c",
    "src/parser.c",
    "nginx.wasm",
  ]);
  expect(provenance.abi).toBe(language.abiVersion);
});

test.each(Object.entries(provenance.sha256))("%s is the one recorded", (path, sha256) => {
  const bytes = readFileSync(new URL(path, GRAMMAR));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
});

for (const file of readdirSync(new URL("test/corpus/", GRAMMAR))) {
  describe(file, () => {
    const cases = grammarCases(read(`test/corpus/${file}`));
    test.each(cases)("$name", ({ text, tree }) => {
      const parser = new Parser().setLanguage(language);
      const parsed = parser.parse(text);
      expect(parsed && treeText(parsed.rootNode)).toBe(tree);
      expect(parsed?.rootNode.hasError).toBe(false);
      parsed?.delete();
      parser.delete();
    });
  });
}

test("every node that stands for a defect is in the corpus", () => {
  const folder = new URL("test/corpus/", GRAMMAR);
  const trees = readdirSync(folder).flatMap((it) => grammarCases(read(`test/corpus/${it}`)));
  const types: { type: string; named: boolean }[] = JSON.parse(read("src/node-types.json"));
  const missing = types
    .filter((it) => it.named && !trees.some(({ tree }) => tree.includes(`(${it.type}`)))
    .map((it) => it.type);
  expect(missing).toEqual([]);
});

describe("queries", () => {
  test.each(readdirSync(new URL("queries/", GRAMMAR)))("%s compiles", (file) => {
    const query = new Query(language, read(`queries/${file}`));
    expect(query.captureNames.length).toBeGreaterThan(0);
    query.delete();
  });

  test("highlights and injections of a small file", () => {
    const text = 'listen 443 ssl;\nserver { x_by_lua_block { a() } set $v "b"; } # c\n';
    expect(captures("highlights", text)).toEqual(
      expect.arrayContaining(["listen function.builtin", "443 number", "server keyword"]),
    );
    expect(captures("highlights", text)).toEqual(
      expect.arrayContaining(["$v variable", '"b" string', "# c comment"]),
    );
    expect(captures("injections", text)).toEqual([" a()  injection.content"]);
  });
});

function captures(query: string, text: string): string[] {
  const parser = new Parser().setLanguage(language);
  const tree = parser.parse(text);
  const compiled = new Query(language, read(`queries/${query}.scm`));
  const found = tree ? compiled.captures(tree.rootNode) : [];
  const shown = found.map(({ name, node }) => `${node.text} ${name}`);
  compiled.delete();
  tree?.delete();
  parser.delete();
  return shown;
}
