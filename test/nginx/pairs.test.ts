/**
 * Every pair of the specification on real files: the bad one has its finding at its line, the good one does not, and
 * nginx says of both what it was seen to say. Prints the table of both.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, RULES, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix, nginxTest } from "./harness.ts";
import {
  expected,
  OTHER_SEVERITY,
  PAIR_SETTINGS,
  PAIRS,
  type Pair,
  type Row,
  tableOf,
  verdictOn,
} from "./pair-table.ts";

/** The names alone matter: where the files are there, their content tells more. */
const WITHOUT_FILES: ReadonlySet<string> = new Set(["tls-pair-name-mismatch"]);

interface Outcome {
  readonly row: Row;
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const ROWS: Row[] = [];

afterAll(() => {
  process.stdout.write(`\n${tableOf(ROWS)}`);
});

async function findingsOf(text: string, { id }: Pair): Promise<readonly Finding[]> {
  const prefix = await makePrefix({ "nginx.conf": text });
  try {
    const host = createNodeHost({ readCertificates: !WITHOUT_FILES.has(id) });
    const session = new Session(PARSER, host, RULES);
    const settings = { ...DEFAULT_SETTINGS, ...PAIR_SETTINGS[id] };
    const result = await session.check(join(prefix, "nginx.conf"), { settings });
    for (const { error } of result?.failures ?? []) throw error;
    return result?.findings ?? [];
  } finally {
    await rm(prefix, { recursive: true });
  }
}

/** Each finding as `severity line`. */
async function outcomeOf(pair: Pair): Promise<Outcome> {
  const lineOf = (it: Finding) => pair.bad.slice(0, it.span.start).split("\n").length;
  const [bad, good] = [await findingsOf(pair.bad, pair), await findingsOf(pair.good, pair)];
  const found = expected(pair, bad).map((it) => `${it.severity} ${lineOf(it)}`);
  const left = expected(pair, good).map((it) => it.severity);
  const isGood = left.length === 0;
  const row = {
    id: pair.id,
    severity: found[0]?.split(" ")[0] ?? pair.severity,
    bad: found.length > 0 ? `line ${found[0]?.split(" ")[1]}` : "nothing",
    good: isGood ? "nothing" : left.join(", "),
  };
  return { row, bad: [...new Set(found)], good: left };
}

describe("pairs of the specification", () => {
  test.each(PAIRS.map((it) => [it.id, it] as const))("%s", async (id, pair) => {
    const outcome = await outcomeOf(pair);
    ROWS.push(outcome.row);
    const severity = OTHER_SEVERITY[id] ?? pair.severity;
    expect(outcome.bad).toContain(`${severity} ${pair.line}`);
    expect(outcome.good).toEqual([]);
  });

  test("what is judged without files is a pair", () => {
    const ids = PAIRS.map((it) => it.id);
    expect([...WITHOUT_FILES].filter((it) => !ids.includes(it))).toEqual([]);
  });
});

/** Where the pairs load njs from. */
const OWN_MODULES = "/usr/lib/nginx/modules";

describe.each(inject("oracles").map((it) => [it.version, it] as const))("nginx %s", (_, oracle) => {
  test.each(PAIRS.map((it) => [it.id, it] as const))("%s", async (_, pair) => {
    for (const side of ["bad", "good"] as const) {
      // On one line, so that the harness does not load njs by itself.
      const text = pair[side].replaceAll("\n", " ").replaceAll(OWN_MODULES, oracle.modules ?? "");
      const files = { "nginx.conf": `${text} events {}\n` };
      const said = await nginxTest(files, "nginx.conf", oracle);
      const short = said.warnings.length > 0 ? "warn" : "silent";
      expect(said.ok ? short : "fatal", `${side}: ${said.output}`).toBe(
        verdictOn(pair, side, oracle),
      );
    }
  });
});
