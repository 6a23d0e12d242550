import { chmod } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RULES } from "#core";
import manifest from "../../package.json" with { type: "json" };
import { folderWith, runCli } from "./run-cli.ts";

const KEY = ["-----BEGIN PRIVATE", "KEY-----\nMIIsecret\n-----END PRIVATE KEY-----\n"].join(" ");

test.each([
  [[], "Usage:"],
  [["check"], "missing required argument"],
  [["chekc", "nginx.conf"], "unknown command"],
  [["check", "--colour", "nginx.conf"], "unknown option"],
  [["check", "--format", "xml", "nginx.conf"], "Allowed choices are pretty, json"],
  [["check", "--fail-on", "info", "nginx.conf"], "Allowed choices are"],
  [["check", "--nginx-version", "new", "nginx.conf"], "Give a version"],
  [["check", "--openssl-version", "3", "nginx.conf"], 'Give a version such as "3.0"'],
  [["check", "--root"], "argument missing"],
  [["check", "--root", "absent.conf", "nginx.conf"], 'cannot read "absent.conf"'],
  [["check", "--root", ".", "nginx.conf"], "is a folder"],
  [["check", "nginx.conf", "absent.conf"], 'cannot read "absent.conf": no such file or folder'],
  [["check", "nginx.conf/x"], "no such file or folder"],
  [["check", "picture.conf"], '"picture.conf" is not a text file'],
  [["check", "tls.key"], "holds a private key"],
  [["check", "--fix", "--format", "json", "-"], "--fix prints the fixed text"],
  [["check", "--fix", "-", "nginx.conf"], "--fix prints the fixed text"],
  [["explain"], "missing required argument"],
  [["explain", "no-such-rule"], 'unknown rule "no-such-rule"; "nginx-tls rules" lists them all'],
  [["explain", "weak-*"], "name one rule of it: weak-cipher, weak-protocol, weak-protocol-default"],
  [["explain", "weak-protocl"], 'did you mean "weak-protocol"?'],
  [["chekc", "nginx.conf"], "Did you mean check?"],
  [["./nginx.conf"], "to check a file or folder: nginx-tls check ./nginx.conf"],
  [["check", "--platfrom=any", "nginx.conf"], '"nginx-tls help COMMAND"'],
  [["test", "."], '"." is a folder; name a file in it'],
  [["test", "--context=http", "--root=nginx.conf", "nginx.conf"], "exclude each other"],
  [["test", "--nginx", "no-such-nginx", "nginx.conf"], 'there is no program "no-such-nginx"'],
  [["probe", "nginx.conf"], 'give a place such as "nginx.conf:14"'],
  [["probe", "nginx.conf:7"], '"nginx.conf" has no line 7'],
  [["probe", "nginx.conf:1"], "there is no connection to an upstream at nginx.conf:1"],
  [["map", "--config", "absent.json"], 'cannot read "absent.json"'],
  [["map", "--output", "absent/map.svg", "nginx.conf"], 'map.svg": no such file or folder'],
  [["format", "--config", "absent.json", "nginx.conf"], 'cannot read "absent.json"'],
  [["server"], "--stdio"],
])("%j exits 2 with the reason on stderr", async (argv, reason) => {
  const files = { "nginx.conf": "http { sendfile on; }\n", "picture.conf": "a\0b", "tls.key": KEY };
  const outcome = await runCli(folderWith(files), argv);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain(reason);
  expect(outcome.stderr).not.toContain("error:");
  expect(outcome.stderr).not.toContain("MIIsecret");
});

test("a path that can't be read exits 2", async () => {
  const folder = folderWith({});
  const server = createServer().listen(join(folder, "socket"));
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.close();
  });
  const outcome = await runCli(folder, ["check", "socket"]);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain('cannot read "socket"');
});

test("--version and --help print and exit 0", async () => {
  const folder = folderWith({});
  const version = await runCli(folder, ["--version"]);
  expect(version).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  const help = await runCli(folder, ["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toMatch(
    /check .*\n[\s\S]*\n\s+config .*\n[\s\S]*\n\s+explain [\s\S]*\n\s+rules .*\n\s+server /,
  );
  const ofCheck = await runCli(folder, ["check", "--help"]);
  expect(ofCheck).toMatchObject({ code: 0, stderr: "" });
  expect(ofCheck.stdout).toContain("--fail-on <severity>");
  const judging = ["check", "format", "test", "probe", "map", "certificates", "config"];
  for (const name of [...judging, "explain", "rules", "server"]) {
    const { stdout } = await runCli(folder, ["help", name]);
    if (judging.includes(name)) expect(stdout).toMatch(/--no-config +read no project file/);
    expect(stdout).toMatch(/\nExit code: 0[^\n]* 2 [^\n]*could not run/);
  }
});

test("a folder without configurations is said to be one, once", async () => {
  const folder = folderWith({ "notes/readme.txt": "" });
  const { code, stderr } = await runCli(folder, ["map", "notes"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `nginx-tls: no nginx configuration found in "${join(folder, "notes")}"\n`,
  });
});

test.skipIf(process.getuid?.() === 0)(
  "a named folder that can't be read is no success",
  async () => {
    const folder = folderWith({ "closed/nginx.conf": "events {}\n" });
    await chmod(join(folder, "closed"), 0o000);
    onTestFinished(() => chmod(join(folder, "closed"), 0o700));
    const { code, stderr } = await runCli(folder, ["check", "closed"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `nginx-tls: cannot read "${join(folder, "closed")}": permission denied\n`,
    });
  },
);

test("explain tells what a rule needs to speak up", async () => {
  const folder = folderWith({});
  const page = async (id: string) => (await runCli(folder, ["explain", id])).stdout;
  expect(await page("default-server-implicit")).toMatch(
    /^default-server-implicit \(hint, off by default\)\n/,
  );
  expect(await page("suppression-without-reason")).toContain(
    "\n\nBad, with nginxTls.suppression.requireReason set to true:\n\n",
  );
  expect(await page("weak-protocol")).toContain("\n\nBad:\n\n");
});

test("rules lists every rule once, explain prints what each is about", async () => {
  const folder = folderWith({});
  const { code, stdout } = await runCli(folder, ["rules"]);
  expect(code).toBe(0);
  expect(
    stdout
      .split("\n")
      .filter(Boolean)
      .map((it) => it.split(" ")[0]),
  ).toEqual(RULES.map((it) => it.id).sort());
  for (const { id, docs } of RULES) {
    const page = await runCli(folder, ["explain", id]);
    expect(page).toMatchObject({ code: 0, stderr: "" });
    expect(page.stdout).toContain(docs.summary);
    expect(page.stdout).toContain(docs.references[0]);
    expect(page.stdout).toMatch(/\n\nBad[^\n]*:\n\n {4}.[\s\S]*\n\nGood:\n\n {4}./);
  }
});

test("server --stdio starts the language server", async () => {
  const outcome = await runCli(folderWith({}), ["server", "--stdio"]);
  expect(outcome).toEqual({ code: 0, stdout: "served", stderr: "" });
});
