import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, places, runCli } from "./run-cli.ts";

const BAD = "http {\n  server_tokens on;\n  proxy_ssl_verify off;\n}\n";
const SAFE = BAD.replace("tokens on", "tokens off");
const ALL = SAFE.replace("verify off", "verify on");

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

test("--fix applies the safe fixes, says so, reports what remains, and is idempotent", async () => {
  const folder = folderWith({ "nginx.conf": BAD });
  const first = await runCli(folder, ["check", "--fix", "nginx.conf"]);
  expect(read(folder, "nginx.conf")).toBe(SAFE);
  expect(first.code).toBe(1);
  expect(first.stdout).toMatch(/^Fixed nginx\.conf\nnginx\.conf:3:20 error verify-off\n/);
  expect(first.stdout).not.toContain("tokens-shown");

  const { mtimeNs } = statSync(join(folder, "nginx.conf"), { bigint: true });
  const second = await runCli(folder, ["check", "--fix", "nginx.conf"]);
  expect(second.stdout).toBe(first.stdout.replace("Fixed nginx.conf\n", ""));
  expect(statSync(join(folder, "nginx.conf"), { bigint: true }).mtimeNs).toBe(mtimeNs);
  expect(readdirSync(folder)).toEqual(["nginx.conf"]);
});

test("--fix-unsafe applies the others too", async () => {
  const folder = folderWith({ "nginx.conf": BAD });
  const outcome = await runCli(folder, ["check", "--fix-unsafe", "--format", "json", "nginx.conf"]);
  expect(read(folder, "nginx.conf")).toBe(ALL);
  expect(outcome).toMatchObject({ code: 0, stderr: "Fixed nginx.conf\n" });
  expect(JSON.parse(outcome.stdout).findings).toEqual([]);
});

test("included files are fixed with their main file, and not with a file beside them", async () => {
  const files = {
    "nginx.conf": "http { server_tokens on; include a.inc; include b.inc; }\n",
    "a.inc": "server { server_tokens on; }\n",
    "b.inc": "server { server_tokens on; }\n",
  };
  const one = folderWith({ ...files });
  await runCli(one, ["check", "--fix", "--root", "nginx.conf", "a.inc"]);
  expect(read(one, "a.inc")).toBe("server { server_tokens off; }\n");
  expect(read(one, "b.inc")).toBe(files["b.inc"]);
  expect(read(one, "nginx.conf")).toBe(files["nginx.conf"]);

  const all = folderWith({ ...files });
  const outcome = await runCli(all, ["check", "--fix", "nginx.conf"]);
  expect(outcome.stdout).toBe(
    "Fixed a.inc\nFixed b.inc\nFixed nginx.conf\nNo problems in 3 files\n",
  );
});

test("mode, links, line ends and byte order mark stay", async () => {
  const folder = folderWith({ "available/site": `\ufeff${BAD.replaceAll("\n", "\r\n")}` });
  mkdirSync(join(folder, "enabled"));
  symlinkSync("../available/site", join(folder, "enabled/site"));
  chmodSync(join(folder, "available/site"), 0o640);
  await runCli(folder, ["check", "--fix", "enabled/site"]);
  expect(read(folder, "available/site")).toBe(`\ufeff${SAFE.replaceAll("\n", "\r\n")}`);
  expect(statSync(join(folder, "available/site")).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(folder, "enabled/site")).isSymbolicLink()).toBe(true);
});

test("a file that is not UTF-8 is reported, not rewritten", async () => {
  const folder = folderWith({});
  const bytes = Buffer.from(`# caf\u00e9\n${BAD}`, "latin1");
  writeFileSync(join(folder, "nginx.conf"), bytes);
  const outcome = await runCli(folder, ["check", "--fix", "--format", "json", "nginx.conf"]);
  expect(readFileSync(join(folder, "nginx.conf"))).toEqual(bytes);
  expect(places(outcome)).toHaveLength(2);
});

test("standard input is printed fixed, with the report on stderr", async () => {
  const folder = folderWith({ "part.conf": "server_tokens on;\n" });
  const stdin = BAD.replace("}", "  include part.conf;\n}");
  const outcome = await runCli(folder, ["check", "--fix", "-"], { stdin });
  expect(outcome.stdout).toBe(SAFE.replace("}", "  include part.conf;\n}"));
  expect(outcome.stderr).toContain("<stdin>:3:20 error verify-off");
  expect(read(folder, "part.conf")).toBe("server_tokens on;\n");
  expect(outcome.code).toBe(1);
});
