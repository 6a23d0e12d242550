import { mkdirSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { normalize } from "node:path/posix";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNodeHost } from "../../host/node.ts";
import { installed } from "./oracle.ts";
import { run } from "./sandbox.ts";

const NAMES = [
  "a.conf",
  "B.conf",
  "b.conf",
  "b.conf.bak",
  ".hidden.conf",
  "-x.conf",
  "[a.conf",
  "].conf",
  "10.conf",
  "9.conf",
  "é.conf",
  "\uFF01.conf",
  "\u{1F600}.conf",
  "a*b.conf",
  "{a,b}.conf",
  "sites/one/x.conf",
  "sites/two/x.conf",
  "sites/two/y.conf",
  "sites/.three/x.conf",
  "sites/x.conf",
];

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nginx-tls-glob-"));
  for (const name of NAMES) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), "");
  }
  await symlink("a.conf", join(folder, "link.conf"));
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  "*.conf",
  "?.conf",
  "??.conf",
  "???.conf",
  "????.conf",
  ".*.conf",
  "*.conf*",
  "[ab].conf",
  "[!ab].conf",
  "[^ab].conf",
  "[a-z].conf",
  "[A-Z]*.conf",
  "[[:digit:]]*.conf",
  "[[:upper:]b]*",
  "[]].conf",
  "[]a-]*.conf",
  "[a*.conf",
  "[.]hidden.conf",
  "a\\*b.conf",
  "a[*]b.conf",
  "{a,b}*",
  "sites/*/x.conf",
  "sites/*/*.conf",
  "sites/**/x.conf",
  "sites/.*/x.conf",
  "s?tes/t[w]o/*",
  "./*/x.conf",
  "sites/../[ab].conf",
  "nothing/*.conf",
  "*/nothing*",
])("nginx and the host list the same files for %j", async (pattern) => {
  const main = join(folder, "main");
  await writeFile(main, `include "${folder}/${pattern.replaceAll("\\", "\\\\")}";\nevents {}\n`);
  const command = [
    installed().program,
    "-T",
    "-e",
    "stderr",
    "-p",
    folder,
    "-c",
    main,
    "-g",
    "pid pid;",
  ];
  const { code, stdout, stderr } = await run(command, folder, []);
  expect(stderr).toContain("test is successful");
  expect(code).toBe(0);
  const dumped = [...stdout.matchAll(/^# configuration file (.*):$/gm)].map((it) =>
    normalize(it[1] ?? ""),
  );
  const listed = await createNodeHost().glob(`${folder}/${pattern}`);
  expect(listed).toEqual(dumped.filter((path) => path !== main));
});
