import { expect, test } from "vitest";
import { MAP_PAGE_SCRIPT } from "../../page/map-page.ts";

test("the script of the page is one that a browser can parse, and cannot end its element early", () => {
  expect(() => new Function(MAP_PAGE_SCRIPT)).not.toThrow();
  expect(MAP_PAGE_SCRIPT).not.toMatch(/<\/script|<!--/i);
});

test("its functions use nothing of their module but each other", () => {
  const declared = new Set([...MAP_PAGE_SCRIPT.matchAll(/^function (\w+)\(/gm)].map((it) => it[1]));
  const called = [...MAP_PAGE_SCRIPT.matchAll(/(?<![.\w])([a-z]\w*)\(/g)].map((it) => it[1]);
  const known = new Set(["if", "for", "function", "while", "switch", "acquire"]);
  const local = new Set(
    [...MAP_PAGE_SCRIPT.matchAll(/const (\w+) = (?:\([^)]*\)|\w+) =>/g)].map((it) => it[1]),
  );
  const unknown = called.filter(
    (it) => !declared.has(it) && !known.has(it ?? "") && !local.has(it),
  );
  expect(declared.size).toBeGreaterThan(15);
  expect(unknown).toEqual([]);
});

test("without a page it does nothing", () => {
  const asked: string[] = [];
  const getElementById = (id: string) => {
    asked.push(id);
    return null;
  };
  new Function("document", MAP_PAGE_SCRIPT)({ getElementById });
  expect(asked).toEqual(["content"]);
});
