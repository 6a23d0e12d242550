import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Rule } from "#core";
import { ruleNamed } from "../harness/rule.ts";
import { folderWith, type Outcome, places, runCli } from "./run-cli.ts";
import { SAMPLE_RULES } from "./sample-rules.ts";

const FAIL = ["check", "--format", "json"];

function findingsOf({ stdout }: Outcome) {
  return JSON.parse(stdout).findings;
}

/** Reports `server_tokens on` unless the main file has a `user`. */
const NO_USER: Rule = {
  ...(SAMPLE_RULES[0] ?? ruleNamed("unknown-directive")),
  id: "no-user",
  directives: ["server_tokens"],
  checkDirective({ directive, file }, ctx) {
    if (ctx.config.root.named("user").length > 0) return;
    ctx.report({ file, span: directive.name.span, message: "no user" });
  },
};

const SHARED = {
  "a/nginx.conf": "user www;\nhttp { include ../shared/x.conf; }\n",
  "b/nginx.conf": "http { include ../shared/x.conf; }\n",
  "shared/x.conf": "server_tokens on;\n",
};

test("a file that several main files of a folder include names those with the finding", async () => {
  const folder = folderWith(SHARED);
  const whole = await runCli(folder, [...FAIL, "."], { rules: [NO_USER] });
  const expected = [
    {
      file: "shared/x.conf",
      rule: "no-user",
      related: [{ file: "b/nginx.conf", line: 1, column: 16 }],
    },
  ];
  expect(findingsOf(whole)).toMatchObject(expected);
  const named = ["shared/x.conf", "a", "b"];
  const alone = await runCli(folder, [...FAIL, ...named], { rules: [NO_USER] });
  expect(findingsOf(alone)).toMatchObject(expected);
});

test("what all of them have is found once", async () => {
  const folder = folderWith({ ...SHARED, "a/nginx.conf": SHARED["b/nginx.conf"] });
  const outcome = await runCli(folder, [...FAIL, "."], { rules: [NO_USER] });
  expect(findingsOf(outcome)).toMatchObject([{ file: "shared/x.conf", related: [] }]);
});

test("a site that is not linked is judged where linked ones stand, and changes nothing for the rest", async () => {
  const folder = folderWith({
    "nginx.conf": "http {\n  server_tokens on;\n  include sites-enabled/*;\n}\n",
    "sites-available/on": "server { server_tokens on; }\n",
    "sites-available/off": "server { server_tokens on; }\n",
  });
  mkdirSync(join(folder, "sites-enabled"));
  symlinkSync("../sites-available/on", join(folder, "sites-enabled/on"));
  const outcome = await runCli(folder, [...FAIL, "."], { rules: [NO_USER] });
  expect(findingsOf(outcome)).toMatchObject([
    { file: "nginx.conf", related: [] },
    { file: "sites-available/off", related: [] },
    { file: "sites-enabled/on", related: [] },
  ]);
});

test("--path-map tells where absolute includes lie", async () => {
  const folder = folderWith({
    "nginx.conf": "http { include /srv/nginx/a.conf; include /opt/b.conf; }\n",
    "conf/a.conf": "server_tokens on;\n",
    "other/b.conf": "server_tokens on;\n",
  });
  const maps = ["--path-map", "/srv/nginx=conf", "--path-map", `/opt/=${folder}/other/`];
  const outcome = await runCli(folder, [...FAIL, "nginx.conf", ...maps]);
  expect(places(outcome)).toEqual([
    "conf/a.conf:1:15 tokens-shown",
    "other/b.conf:1:15 tokens-shown",
  ]);
  expect(places(await runCli(folder, [...FAIL, "nginx.conf"]))).toEqual([]);
});

test("--context judges files alone, as what stands in that block", async () => {
  const rules = [ruleNamed("directive-not-allowed-here")];
  const folder = folderWith({
    "nginx.conf": "http { include x.conf; }\n",
    "x.conf": "listen 80;\n",
  });
  const run = (...argv: string[]) => runCli(folder, [...FAIL, ...argv], { rules });
  expect(places(await run("x.conf"))).toEqual(["x.conf:1:1 directive-not-allowed-here"]);
  expect(places(await run("x.conf", "--context", "http,server"))).toEqual([]);
  expect(places(await run("x.conf", "--context", "http"))).toEqual([
    "x.conf:1:1 directive-not-allowed-here",
  ]);
  expect(places(await run("nginx.conf", "--context", "server"))).toEqual([
    "nginx.conf:1:1 directive-not-allowed-here",
  ]);
  const folders = await run(".", "--context", "server");
  expect(JSON.parse(folders.stdout).files).toEqual(["nginx.conf", "x.conf"]);
});

test("the command line counts more than a comment, a comment more than nothing", async () => {
  const rules = [ruleNamed("plus-directive"), ruleNamed("invalid-comment-setting")];
  const folder = folderWith({
    "nginx.conf":
      "# nginx-tls: platform=nginx-plus\n# nginx-tls: x=y\nhttp { keyval_zone zone=o:1m; }\n",
  });
  const run = (...argv: string[]) => runCli(folder, [...FAIL, "nginx.conf", ...argv], { rules });
  expect(places(await run())).toEqual(["nginx.conf:2:14 invalid-comment-setting"]);
  expect(places(await run("--platform", "nginx"))).toEqual([
    "nginx.conf:2:14 invalid-comment-setting",
    "nginx.conf:3:8 plus-directive",
  ]);
});

test.each([
  [["--context", "nowhere"], "Give a block"],
  [["--context", "http", "--root", "nginx.conf"], "exclude each other"],
  [["--path-map", "conf"], "Give two folders"],
  [["--path-map", "conf=/etc/nginx"], "Give two folders"],
  [["--path-map", "/etc/nginx="], "Give two folders"],
  [["--platform", "apache"], "Allowed choices are nginx, "],
])("%j exits 2 with the reason on stderr", async (argv, reason) => {
  const folder = folderWith({ "nginx.conf": "http {}\n" });
  const outcome = await runCli(folder, ["check", "nginx.conf", ...argv]);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain(reason);
});
