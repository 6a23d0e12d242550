import { describe, expect, test } from "vitest";
import { atLeast, DEFAULT_SETTINGS, Session } from "#core";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { expandAll } from "./expand.ts";
import { CONTEXTS, SNIPPETS, wrap } from "./snippets.ts";

const MAIN = "/etc/nginx/nginx.conf";

test("prefixes are of two families, each used once, each with a place", () => {
  const prefixes = SNIPPETS.map((it) => it.prefix);
  expect([...new Set(prefixes)].sort()).toEqual(Object.keys(CONTEXTS));
  expect(prefixes.length).toBe(new Set(prefixes).size);
  for (const prefix of prefixes) expect(prefix).toMatch(/^(nginx|tls)-[a-z]+(-[a-z]+)*$/);
});

describe.each(SNIPPETS.map((it) => [it.prefix, it] as const))("%s", (prefix, snippet) => {
  test("says where it goes and what to fill in", () => {
    expect(snippet.description).toMatch(/\. Goes into .+\. .+\.$/);
  });

  test.each(expandAll(snippet.body))("has no finding that matters, expansion %#", async (text) => {
    const host = memoryHost({
      [MAIN]: wrap(prefix, text),
      "/etc/nginx/uwsgi_params": "",
      "/etc/nginx/fastcgi_params": "",
    });
    const result = await new Session(PARSER, host).check(MAIN, { settings: DEFAULT_SETTINGS });
    expect(result?.failures).toEqual([]);
    expect([...(result?.config.files.values() ?? [])].flatMap((it) => it.tree.errors)).toEqual([]);
    const findings = result?.findings.filter((it) => atLeast(it.severity, "warning"));
    expect(findings?.map((it) => `${it.rule}: ${it.message}`)).toEqual([]);
  });
});
