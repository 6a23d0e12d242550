import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  allDirectives,
  allTlsDirectives,
  isOwn,
  lookUp,
  ownRowsIn,
  pastRows,
} from "../../../core/knowledge/directives.ts";
import { clashOf, rivalOf } from "../../../core/knowledge/repetition.ts";
import { successorOf } from "../../../core/knowledge/successors.ts";

interface HistoryRow {
  readonly name: string;
  readonly module: string;
  readonly since?: string;
  readonly until?: string;
  readonly repeat?: "no";
}

const history: HistoryRow[] = JSON.parse(
  readFileSync("core/knowledge/sources/directive-history.json", "utf8"),
);

test("today's rows are those of the table of today, each with its history", () => {
  const own = [...allDirectives().values()].flat().filter(isOwn);
  const plain = (row: { name: string; module: string; since?: string }) =>
    `${row.name} ${row.module} ${row.since ?? ""}`;
  const today = history.filter((it) => it.until === undefined);
  expect(own.map(plain).sort()).toEqual(today.map(plain).sort());
  const single = own.filter((it) => it.single).map((it) => `${it.name} ${it.module}`);
  const once = today.filter((it) => it.repeat === "no").map((it) => `${it.name} ${it.module}`);
  expect([...new Set(single)].sort()).toEqual([...new Set(once)].sort());
});

test.each([
  ["http2", "1.25.0", 0],
  ["http2", "1.25.1", 1],
  ["ssl", "1.25.0", 2],
  ["ssl", "1.25.1", 0],
  ["server_name", "1.25.4", 2],
  ["server_name", "1.25.5", 3],
  ["limit_zone", "1.7.5", 1],
  ["limit_zone", "1.7.6", 0],
  ["root", "1.4.0", 1],
  ["root", "2.0.0", 1],
  ["auth_jwt", "1.30.0", 0],
  ["nonsense", "1.30.0", 0],
])("%s in nginx %s has %i rows", (name, version, count) => {
  expect(ownRowsIn(name, version)).toHaveLength(count);
});

test("argument counts change with versions", () => {
  const maxima = (version: string) => ownRowsIn("add_header", version).map((it) => it.max);
  expect(maxima("1.6.0")).toEqual([2]);
  expect(maxima("1.8.0")).toEqual([3]);
});

/** ngx_js_fetch_proxy stores its value without a look at what is there; the TLS table says otherwise. */
const REPEATABLE = "js_fetch_proxy";

test("both tables agree on what a second TLS directive does", () => {
  for (const { name, family, repetition } of allTlsDirectives()) {
    const rows = lookUp(name).filter(
      (it) => isOwn(it) && it.places.some((place) => place.startsWith(family)),
    );
    if (rows.length === 0 || clashOf(name) || name === REPEATABLE) continue;
    const single = rows.every((it) => it.single === true);
    expect([name, family, single]).toEqual([name, family, repetition === "duplicate"]);
  }
});

test("what depends on values is known to be refused at times", () => {
  const names = [...allDirectives().keys()].filter((it) => clashOf(it) !== undefined);
  expect(names).toHaveLength(8);
  for (const name of names) expect(lookUp(name).some((it) => it.single)).toBe(true);
  expect(rivalOf("root")).toBe("alias");
  expect(rivalOf("index")).toBeUndefined();
});

test("successors stand for names that are gone", () => {
  for (const [name, successor] of [
    ["ssl", "listen ... ssl"],
    ["limit_zone", "limit_conn_zone"],
    ["satisfy_any", "satisfy"],
    ["js_include", "js_import"],
    ["connections", "worker_connections"],
  ] as const) {
    expect(successorOf(name)).toBe(successor);
    expect(lookUp(name).some(isOwn)).toBe(false);
    expect(pastRows(name).length).toBeGreaterThan(0);
  }
});
