import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const UGLY = "events {}\nhttp {\nserver { listen 80 ; }\n}\n";
const NICE = "events {}\nhttp {\n    server {\n        listen 80;\n    }\n}\n";

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

test("files are written once, and those in folders are found", async () => {
  const folder = folderWith({
    "nginx.conf": UGLY,
    "conf.d/a.conf": "server{listen 80;}\n",
    "x.txt": "a  b\n",
  });
  const first = await runCli(folder, ["format", "."]);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout.split("\n").sort()).toEqual([
    "",
    "Formatted conf.d/a.conf",
    "Formatted nginx.conf",
  ]);
  expect(read(folder, "nginx.conf")).toBe(NICE);
  expect(read(folder, "conf.d/a.conf")).toBe("server {\n    listen 80;\n}\n");
  expect(read(folder, "x.txt")).toBe("a  b\n");
  const { mtimeNs } = statSync(join(folder, "nginx.conf"), { bigint: true });
  expect(await runCli(folder, ["format", "."])).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(statSync(join(folder, "nginx.conf"), { bigint: true }).mtimeNs).toBe(mtimeNs);
});

test("--check writes nothing and fails", async () => {
  const folder = folderWith({ "nginx.conf": UGLY, "nice.conf": NICE });
  const outcome = await runCli(folder, ["format", "--check", "nginx.conf", "nice.conf"]);
  expect(outcome).toEqual({ code: 1, stdout: "nginx.conf is not formatted\n", stderr: "" });
  expect(read(folder, "nginx.conf")).toBe(UGLY);
  expect(await runCli(folder, ["format", "--check", "nice.conf"])).toMatchObject({
    code: 0,
    stdout: "",
  });
});

test("standard input is printed formatted", async () => {
  const folder = folderWith({});
  const outcome = await runCli(folder, ["format", "--indent", "tab", "-"], { stdin: UGLY });
  expect(outcome).toEqual({ code: 0, stdout: NICE.replaceAll("    ", "\t"), stderr: "" });
  const two = await runCli(folder, ["format", "--indent=2", "--align=always", "-"], {
    stdin: "a {\nuser b;\npid c;\n}\n",
  });
  expect(two.stdout).toBe("a {\n  user b;\n  pid  c;\n}\n");
});

test("a file with a syntax error stays, and the others are written", async () => {
  const broken = "events {\n  a b\n}\n";
  const folder = folderWith({ "nginx.conf": UGLY, "b.conf": broken });
  const outcome = await runCli(folder, ["format", "b.conf", "nginx.conf"]);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toMatch(/^nginx-tls: b\.conf:\d is not formatted: /);
  expect(read(folder, "b.conf")).toBe(broken);
  expect(read(folder, "nginx.conf")).toBe(NICE);
  const printed = await runCli(folder, ["format", "-"], { stdin: broken });
  expect(printed).toMatchObject({ code: 2, stdout: broken });
});

test("a template that can't be read whole stays, and is no failure", async () => {
  const text = "{% if a %}\nuser  b;\n{% else %}\nuser  c;\n{% endif %}\n";
  const folder = folderWith({ "nginx.conf.j2": text });
  const outcome = await runCli(folder, ["format", "nginx.conf.j2"]);
  expect(outcome).toMatchObject({ code: 0, stdout: "" });
  expect(outcome.stderr).toContain("nginx.conf.j2:3 is not formatted: a template decides");
  expect(read(folder, "nginx.conf.j2")).toBe(text);
});
