import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { globFiles, matcher } from "../../host/glob.ts";

test.each([
  ["*.conf", "a.conf", true],
  ["*.conf", ".a.conf", false],
  [".*.conf", ".a.conf", true],
  ["*", "", true],
  ["a*b*c", "axxbc", true],
  ["?.conf", "ab.conf", false],
  ["?.conf", "é.conf", false],
  ["??.conf", "é.conf", true],
  ["[a-c].conf", "b.conf", true],
  ["[!a-c].conf", "b.conf", false],
  ["[^a-c].conf", "d.conf", true],
  ["[]x].conf", "].conf", true],
  ["[a-].conf", "-.conf", true],
  ["[c-a].conf", "b.conf", false],
  ["[[:digit:]x]*", "7a", true],
  ["[[:upper:]]*", "abc", false],
  ["[.]a", ".a", false],
  ["[a", "[a", true],
  ["a\\*", "a*", true],
  ["a\\*", "ab", false],
  ["{a,b}", "a", false],
  ["{a,b}", "{a,b}", true],
  ["a.conf", "aXconf", false],
  ["*.conf", "new\nline.conf", true],
])("pattern %j against name %j: %j", (pattern, name, expected) => {
  expect(matcher(pattern)(name)).toBe(expected);
});

let folder = "";

beforeAll(async () => {
  folder = (await mkdtemp(join(tmpdir(), "nginx-tls-glob-"))).replaceAll("\\", "/");
  const files = ["sites/b/x.conf", "sites/a/x.conf", "sites/a/y.conf", "sites/.c/x.conf", "x.conf"];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), "");
  }
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  ["sites/*/x.conf", ["sites/a/x.conf", "sites/b/x.conf"]],
  ["sites/*/*.conf", ["sites/a/x.conf", "sites/a/y.conf", "sites/b/x.conf"]],
  ["sites/**/x.conf", ["sites/a/x.conf", "sites/b/x.conf"]],
  ["s*/[a]/y.conf", ["sites/a/y.conf"]],
  ["sites/a/*", ["sites/a/x.conf", "sites/a/y.conf"]],
  ["sites/*", []],
  ["*", ["x.conf"]],
  ["x.conf", ["x.conf"]],
  ["x.conf/*", []],
  ["missing/*.conf", []],
  ["sites/a/../*/x.conf", ["sites/a/x.conf", "sites/b/x.conf"]],
])("pattern %j finds files %j", async (pattern, expected) => {
  expect(await globFiles(`${folder}/${pattern}`)).toEqual(expected.map((it) => `${folder}/${it}`));
});
