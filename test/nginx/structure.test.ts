/** The tables of names and of what may stand once, against each nginx. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  allDirectives,
  type DirectiveRow,
  isOwn,
  ownRowsIn,
  type Place,
} from "../../core/knowledge/directives.ts";
import { isBackported } from "../../core/knowledge/platforms.ts";
import { clashOf } from "../../core/knowledge/repetition.ts";
import type { Oracle } from "./oracle.ts";

const OWN_MODULES = [
  "ngx_stream_module.so",
  "ngx_mail_module.so",
  "ngx_http_js_module.so",
  "ngx_stream_js_module.so",
];
const AT_ONCE = 4;

let folder = "";
let serial = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nginx-tls-structure-"));
});
afterAll(() => rm(folder, { recursive: true }));

function nginx({ program }: Oracle, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder }, (_error, _stdout, stderr) => resolve(stderr));
  });
}

interface Answer {
  /** Of the first error; empty if there is none. */
  readonly message: string;
  /** 0 if nginx names none. */
  readonly line: number;
}

async function ask(oracle: Oracle, text: string): Promise<Answer> {
  const path = join(folder, `${serial++}.conf`);
  await writeFile(path, text);
  const { modules = "" } = oracle;
  const loads = OWN_MODULES.filter((it) => existsSync(join(modules, it))).map(
    (it) => `load_module ${join(modules, it)};`,
  );
  const globals = ["-g", loads.join(" ")];
  const said = await nginx(oracle, ["-t", "-p", folder, "-e", "stderr", "-c", path, ...globals]);
  const message = /\[emerg\](?: \d+#\d+:)? (.*)$/m.exec(said)?.[1] ?? "";
  const [, bare = message, line] = /^(.*) in \S+:(\d+)$/.exec(message) ?? [];
  return { message: bare, line: Number(line ?? 0) };
}

async function mapAll<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await action(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Modules that nginx is built with only on demand, or on other systems. */
const OPTIONAL =
  /^ngx_(google_perftools|(http|stream)_geoip|http_(image_filter|perl|xslt|degradation|v3)|devpoll|eventport|iocp|kqueue|quic)/;

const AROUND: Partial<Record<Place, readonly [string, string]>> = {
  main: ["", "events {}"],
  events: ["events {", "}"],
  http: ["http {", "}"],
  "http/server": ["http { server {", "} }"],
  "http/location": ["http { server { location / {", "} } }"],
  "http/upstream": ["http { upstream u {", "} }"],
  stream: ["stream {", "}"],
  "stream/server": ["stream { server {", "} }"],
  "stream/upstream": ["stream { upstream u {", "} }"],
};

/** Arguments that a kind of setter takes. */
const VALUES: Readonly<Record<string, string>> = {
  flag: "on",
  string: "x",
  strings: "x",
  number: "5",
  size: "8k",
  offset: "8k",
  msec: "5s",
  sec: "5s",
  buffers: "4 8k",
  complex: "x",
  "complex-size": "8k",
  path: "x",
  access: "user:rw",
  bind: "127.0.0.1",
  predicate: "$host",
  types: "a/b",
  keyval: "a b",
};

function argumentsOf({ slot, values, bounds, max }: DirectiveRow): string {
  if (values?.[0] !== undefined) return values[0];
  if (bounds) return String(bounds[0]);
  return slot === undefined ? (max === 0 ? "" : "off") : (VALUES[slot] ?? "x");
}

/** Their setters refused a second "off" before they were made obsolete. */
const CHANGED: ReadonlySet<string> = new Set(["http2_push", "http2_push_preload"]);

describe.each(inject("oracles").map((it) => [it.version, it] as const))("%s", (version, oracle) => {
  test("the names that this version knows", { timeout: 300_000 }, async () => {
    const names = [...allDirectives()].filter(([, rows]) => rows.some(isOwn)).map(([name]) => name);
    const wrong = await mapAll(names, async (name) => {
      const rows = ownRowsIn(name, version);
      const isOptional = rows.length > 0 && rows.every((it) => OPTIONAL.test(it.module));
      if (isBackported(name)) return [];
      const known = (await ask(oracle, `${name};\n`)).message !== `unknown directive "${name}"`;
      return known === rows.length > 0 || (isOptional && !known) ? [] : [name];
    });
    expect(wrong.flat()).toEqual([]);
    expect(names.length).toBeGreaterThan(600);
  });

  test("the directives that this version takes once in a block", { timeout: 300_000 }, async () => {
    const rows = [...allDirectives().keys()]
      .flatMap((name) => ownRowsIn(name, version))
      .filter((it) => !it.block && !OPTIONAL.test(it.module) && clashOf(it.name) === undefined)
      .filter((it) => !CHANGED.has(it.name));
    const answers = await mapAll(rows, async (row) => {
      const [before, after] = AROUND[row.places[0] ?? "other"] ?? ["", ""];
      const directive = `${row.name} ${argumentsOf(row)};`;
      const answer = await ask(oracle, `${before}\n${directive}\n${directive}\n${after}\n`);
      const refused = answer.line === 3 && answer.message.endsWith("directive is duplicate");
      // An error in line 2, or about the whole: the arguments do not suit, and nothing is learnt.
      if (answer.message !== "" && answer.line !== 3) return undefined;
      return { name: row.name, isRight: refused === (row.single === true) };
    });
    const learnt = answers.filter((it) => it !== undefined);
    expect(learnt.filter((it) => !it.isRight).map((it) => it.name)).toEqual([]);
    expect(learnt.length).toBeGreaterThan(450);
  });
});
