/** Over real configurations: nothing fails, and every directive that is offered may stand where it is offered. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  complete,
  cursorAt,
  DEFAULT_SETTINGS,
  lint,
  RULES,
  Session,
  type SourceFile,
  scopesAt,
} from "#core";
import { lookUp, pastRows } from "../../../core/knowledge/directives.ts";
import { plain } from "../../harness/completion.ts";
import { corpusCases, corpusPath, HAS_CORPUS } from "../../harness/corpus.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const STEP = 50;
const MOST_FILES = 40;
const MOST_OFFSETS = 60;
const EXAMPLES = new URL("../../../examples/", import.meta.url).pathname;

function corpusFiles(): readonly string[] {
  const paths = corpusCases()
    .filter((it) => it.kind === "full" && it.verdict === "ok")
    .map((it) => corpusPath(it.path));
  const files = paths.flatMap((path) => {
    if (statSync(path).isFile()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((it) => it.endsWith(".conf"))
      .map((it) => join(path, it));
  });
  const every = Math.max(1, Math.floor(files.length / MOST_FILES));
  return files.filter((_, index) => index % every === 0).slice(0, MOST_FILES);
}

async function openText(text: string): Promise<{
  readonly session: Session;
  readonly file: SourceFile;
  readonly configs: Awaited<ReturnType<Session["configs"]>>;
}> {
  const path = "/etc/nginx/nginx.conf";
  const session = new Session(PARSER, memoryHost({}));
  session.setText(path, text);
  const configs = await session.configs(path, { settings: DEFAULT_SETTINGS });
  const file = await session.file(path);
  if (!file) throw new Error("no file");
  return { session, file, configs };
}

/** Names of directives that are offered where no row of the tables has them. */
async function sweep(text: string): Promise<{ readonly asked: number; readonly wrong: string[] }> {
  const { session, file, configs } = await openText(text);
  const wrong: string[] = [];
  let asked = 0;
  const step = Math.max(STEP, Math.floor(text.length / MOST_OFFSETS));
  for (let offset = 0; offset <= text.length; offset += step) {
    const found = await complete({ configs, file, offset, files: session });
    asked++;
    if (!found) continue;
    expect(found.insert.end).toBe(offset);
    expect(found.insert.start).toBeLessThanOrEqual(offset);
    expect(found.replace.end).toBeGreaterThanOrEqual(offset);
    const scopes = configs.flatMap((it) => scopesAt(it, cursorAt(file, offset)));
    for (const { label, directive } of found.items) {
      if (!directive || configs[0]?.placeIsInferred) continue;
      const rows = [...lookUp(label), ...pastRows(label)];
      const stands = scopes.some(({ place, kind }) =>
        rows.some(
          (it) =>
            it.places.includes(place) && (place !== "other" || it.parents?.includes(kind.name)),
        ),
      );
      if (!stands) wrong.push(`${label} at ${offset}`);
    }
  }
  return { asked, wrong };
}

describe.skipIf(!HAS_CORPUS)("corpus", () => {
  test.each(corpusFiles().map((it) => [it.split("/").slice(-3).join("/"), it]))(
    "%s",
    async (_, path) => {
      const { asked, wrong } = await sweep(readFileSync(path, "utf8"));
      expect(asked).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
    },
  );
});

test("examples, at every fiftieth offset", async () => {
  const names = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((it) =>
    it.endsWith(".conf"),
  );
  for (const name of names) {
    expect((await sweep(readFileSync(join(EXAMPLES, name), "utf8"))).wrong).toEqual([]);
  }
});

const PLACES: readonly (readonly [string, string])[] = [
  ["main", "events { }\n$0"],
  ["events", "events {\n$0\n}"],
  ["http", "events { }\nhttp {\n$0\n}"],
  ["server", "events { }\nhttp { server {\n$0\n} }"],
  ["location", "events { }\nhttp { server { location / {\n$0\n} } }"],
  ["if in location", "events { }\nhttp { server { location / { if ($host) {\n$0\n} } } }"],
  ["limit_except", "events { }\nhttp { server { location / { limit_except GET {\n$0\n} } } }"],
  ["upstream", "events { }\nhttp { upstream a { server b;\n$0\n} }"],
  ["stream server", "events { }\nstream { server { listen 1; proxy_pass a:1;\n$0\n} }"],
  ["mail server", "events { }\nmail { server { listen 1; protocol smtp;\n$0\n} }"],
];

/** What nginx refuses about names, places and forms. */
const STRUCTURE = new Set([
  "unknown-directive",
  "directive-not-allowed-here",
  "wrong-argument-count",
  "directive-not-terminated",
  "block-not-opened",
  "block-not-closed",
  "unexpected-token",
]);

test.each(PLACES)("every directive offered in %s can be taken as it is", async (_, fixture) => {
  const offset = fixture.indexOf("$0");
  const before = fixture.slice(0, offset);
  const after = fixture.slice(offset + 2);
  const { session, file, configs } = await openText(before + after);
  const found = await complete({ configs, file, offset, files: session });
  const offered = (found?.items ?? []).filter((it) => it.directive && it.rank > 20);
  expect(offered.length).toBeGreaterThan(5);
  const lines = offered.map((it) => plain(it.snippet ?? it.insert));
  const { configs: judged } = await openText(before + lines.join("\n") + after);
  const [config] = judged;
  if (!config) throw new Error("no configuration");
  const { findings } = lint(config, RULES, { files: new Map(), now: 0 });
  const wrong = findings.filter((it) => it.severity === "error" && STRUCTURE.has(it.rule));
  expect(wrong.map((it) => `${it.rule}: ${it.message}`)).toEqual([]);
});

/** What nginx refuses about single values. */
const VALUES = new Set([
  "invalid-value",
  "invalid-parameter",
  "invalid-listen",
  "invalid-protocol",
]);

test.each(PLACES)("every first value offered in %s is one that nginx takes", async (_, fixture) => {
  const [before = "", after = ""] = fixture.split("$0");
  const { session, file, configs } = await openText(before + after);
  const found = await complete({ configs, file, offset: before.length, files: session });
  const names = (found?.items ?? [])
    .filter((it) => it.directive && it.kind !== "block")
    .map((it) => it.label);
  const typed = await openText(before + names.map((it) => `${it} ;\n`).join("") + after);
  const lines: string[] = [];
  let offset = before.length;
  for (const name of names) {
    const offered = await complete({ ...typed, offset: offset + name.length + 1, files: session });
    for (const { kind, rank, continues, insert } of offered?.items ?? []) {
      if (kind === "value" && rank > 0 && !continues) lines.push(`${name} ${insert};`);
    }
    offset += name.length + 3;
  }
  const [config] = (await openText(before + lines.join("\n") + after)).configs;
  if (!config) throw new Error("no configuration");
  const { findings } = lint(config, VALUE_RULES, { files: new Map(), now: 0 });
  const errors = findings.filter((it) => it.severity === "error");
  expect(lines.length).toBeGreaterThan(10);
  expect(errors.map((it) => it.message)).toEqual([]);
});

const VALUE_RULES = RULES.filter((it) => VALUES.has(it.id));
