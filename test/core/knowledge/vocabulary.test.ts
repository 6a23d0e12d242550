import { expect, test } from "vitest";
import { allDirectives, isOwn } from "../../../core/knowledge/directives.ts";
import { VOCABULARY } from "../../../core/knowledge/vocabulary.ts";

test.each([
  ["proxy_pass", true],
  ["content_by_lua_block", true],
  ["lua_unheard_of", true],
  ["proxy_passs", false],
  ["", false],
])("isDirective(%s) is %s", (name, expected) => {
  expect(VOCABULARY.isDirective(name)).toBe(expected);
});

test.each([
  ["location", true],
  ["http", true],
  ["listen", false],
  ["server", undefined],
  ["match", true],
  ["nonsense", undefined],
])("isBlock(%s) is %s", (name, expected) => {
  expect(VOCABULARY.isBlock(name)).toBe(expected);
});

test.each([
  ["proxy_pass", 1, false],
  ["proxy_pass", 2, true],
  ["proxy_pass", 0, true],
  ["server", 0, false],
  ["server", 9, false],
  ["listen", 0, true],
  ["listen", 12, false],
  ["js_import", 2, true],
  ["js_import", 3, false],
  ["log_format", 20, false],
  ["access_log", 8, false],
  ["proxy_ssl_conf_command", 3, true],
  ["health_check", 5, false],
  ["auth_jwt", 2, false],
  ["nonsense", 7, false],
])("rejectsCount(%s, %i) is %s", (name, count, expected) => {
  expect(VOCABULARY.rejectsCount(name, count)).toBe(expected);
});

test.each([
  ["http", "server", true],
  ["http", "http", true],
  ["server", "server", true],
  ["server", "location", true],
  ["server", "http", false],
  ["server", "upstream", false],
  ["location", "http", true],
  ["location", "location", false],
  ["location", "if", true],
  ["listen", "http", true],
  ["listen", "server", false],
  ["proxy_pass", "if", false],
  ["proxy_pass", "server", false],
  ["proxy_ssl_verify", "if", true],
  ["proxy_ssl_verify", "upstream", true],
  ["include", "upstream", false],
  ["listen", "types", false],
  ["http", "map", false],
  ["server", "acme_issuer", false],
  ["nonsense", "server", false],
])("rejectsParent(%s, %s) is %s", (child, parent, expected) => {
  expect(VOCABULARY.rejectsParent(child, parent)).toBe(expected);
});

test("no row's own count or place is rejected", () => {
  for (const [name, rows] of allDirectives()) {
    for (const row of rows) {
      expect([name, VOCABULARY.rejectsCount(name, row.min)]).toEqual([name, false]);
      expect([name, VOCABULARY.rejectsCount(name, row.max ?? 30)]).toEqual([name, false]);
      const refused = (row.parents ?? []).filter((it) => VOCABULARY.rejectsParent(name, it));
      expect([name, refused]).toEqual([name, []]);
    }
  }
});

test("a limited row of nginx never takes more than seven arguments", () => {
  const rows = [...allDirectives().values()].flat().filter(isOwn);
  expect(rows.filter((it) => it.max !== null && it.max > 7)).toEqual([]);
});
