import { expect, test } from "vitest";
import { folderWith, places, runCli } from "./run-cli.ts";

const MAIN = `http {
    server_tokens on;
}
`;

test("0 when nothing is found, 1 for findings", async () => {
  const folder = folderWith({ "bad.conf": MAIN, "good.conf": MAIN.replace("on", "off") });
  const good = await runCli(folder, ["check", "good.conf"]);
  expect(good).toEqual({ code: 0, stdout: "No problems in 1 file\n", stderr: "" });
  const bad = await runCli(folder, ["check", "good.conf", "bad.conf"]);
  expect(bad).toMatchObject({ code: 1, stderr: "" });
});

test.each([
  ["error", "proxy_ssl_verify off;", 1],
  ["error", "server_tokens on;", 0],
  ["warning", "server_tokens on;", 1],
  ["warning", "sendfile on;", 0],
  ["information", "sendfile on;", 0],
  ["hint", "sendfile on;", 1],
  ["never", "proxy_ssl_verify off;", 0],
])("--fail-on %s with %s exits %i", async (failOn, directive, code) => {
  const folder = folderWith({ "nginx.conf": `http { ${directive} }\n` });
  const outcome = await runCli(folder, ["check", "--fail-on", failOn, "nginx.conf"]);
  expect(outcome.code).toBe(code);
  expect(outcome.stdout).toContain("nginx.conf:1:");
});

test("JSON counts from 1, in UTF-16 code units, with paths from the working directory", async () => {
  const folder = folderWith({
    "etc/nginx.conf": "events {}\nhttp { # 😀é\n    # é😀\n    set $😀 x; server_tokens on;\n}\n",
    "here/x": "",
  });
  const outcome = await runCli(`${folder}/here`, ["check", "--format=json", "../etc/nginx.conf"]);
  expect(outcome.code).toBe(1);
  expect(outcome.stdout.endsWith("}\n")).toBe(true);
  const place = { file: "../etc/nginx.conf", line: 4, column: 30, endLine: 4, endColumn: 32 };
  expect(JSON.parse(outcome.stdout)).toStrictEqual({
    version: 1,
    files: ["../etc/nginx.conf"],
    findings: [
      {
        ...place,
        rule: "tokens-shown",
        severity: "warning",
        message: 'the version is shown, as "server_tokens" is on',
        docs: "https://example.com/rule",
        related: [{ file: "../etc/nginx.conf", line: 2, column: 1, message: "in this block" }],
        fixes: [{ title: "Hide the version", safety: "safe", edits: [{ ...place, text: "off" }] }],
      },
    ],
    suppressed: [],
  });
});

test("standard input is judged as a file of the working directory", async () => {
  const folder = folderWith({ "part.conf": "server_tokens on;\n" });
  const stdin = new TextEncoder().encode("http {\n  # é😀\n  include part.conf; sendfile on;\n}\n");
  const outcome = await runCli(folder, ["check", "--format", "json", "-"], { stdin });
  expect(places(outcome)).toEqual(["<stdin>:3:22 sendfile-used", "part.conf:1:15 tokens-shown"]);
  expect(JSON.parse(outcome.stdout).files).toEqual(["<stdin>", "part.conf"]);
});

test("an included file is judged where a main file includes it, and reported alone", async () => {
  const folder = folderWith({
    "nginx.conf": "http { server_tokens on; include conf.d/*.conf; }\n",
    "conf.d/a.conf": "server {\n  server_tokens on;\n}\n",
    "conf.d/b.conf": "server { server_tokens on; }\n",
  });
  const outcome = await runCli(folder, ["check", "--format", "json", "conf.d/a.conf"]);
  expect(places(outcome)).toEqual(["conf.d/a.conf:2:17 tokens-shown"]);
  expect(JSON.parse(outcome.stdout).files).toEqual(["conf.d/a.conf"]);
});

test("a main file is reported with all that it includes, each finding once", async () => {
  const folder = folderWith({
    "nginx.conf": "http { include a.conf; include a.conf; }\n",
    "other.conf": "http { include a.conf; }\n",
    "a.conf": "server_tokens on;\n",
  });
  const argv = ["check", "--format", "json", "a.conf", "other.conf", "nginx.conf", "a.conf"];
  const outcome = await runCli(folder, argv);
  expect(places(outcome)).toEqual(["a.conf:1:15 tokens-shown"]);
  expect(JSON.parse(outcome.stdout).files).toEqual(["a.conf", "nginx.conf", "other.conf"]);
});

test("a file that nobody includes is judged as a fragment", async () => {
  const folder = folderWith({
    "a.conf": "server { server_tokens on; include b.inc; }\n",
    "b.inc": "sendfile on;\n",
  });
  const outcome = await runCli(folder, ["check", "--format", "json", "a.conf"]);
  expect(places(outcome)).toEqual(["a.conf:1:24 tokens-shown", "b.inc:1:1 sendfile-used"]);
});

test("--root says which main file to judge by", async () => {
  const files = {
    "main/nginx.conf": "http { include ../parts/*.conf; }\n",
    "parts/a.conf": "server_tokens on;\n",
    "parts/b.conf": "sendfile on;\n",
    "alone.conf": "sendfile on;\n",
  };
  const folder = folderWith(files);
  const root = ["check", "--format", "json", "--root", "main/nginx.conf"];
  const one = await runCli(folder, [...root, "parts/a.conf"]);
  expect(places(one)).toEqual(["parts/a.conf:1:15 tokens-shown"]);
  const all = await runCli(folder, [...root, "parts"]);
  expect(JSON.parse(all.stdout).files).toEqual(["parts/a.conf", "parts/b.conf"]);
  const other = await runCli(folder, [...root, "alone.conf"]);
  expect(other).toMatchObject({ code: 2, stdout: "" });
  expect(other.stderr).toContain("is not included by");
});

test("the nginx version reaches the rules", async () => {
  const folder = folderWith({ "nginx.conf": "http { sendfile on; }\n" });
  const seen: string[] = [];
  const rule = {
    id: "versions",
    severity: "hint" as const,
    docs: { summary: "", why: "", references: ["https://example.com"] as const },
    examples: [{ bad: "", good: "" }] as const,
    checkConfig: ({ settings }: { settings: { nginxVersion: string; opensslVersion: string } }) => {
      seen.push(settings.nginxVersion, settings.opensslVersion);
    },
  };
  const argv = ["check", "--nginx-version", "1.18.0", "--openssl-version", "1.1", "nginx.conf"];
  await runCli(folder, argv, { rules: [rule] });
  expect(seen).toEqual(["1.18.0", "1.1"]);
});

test("a rule that throws is told, costs only its own findings, and exits 2", async () => {
  const folder = folderWith({ "nginx.conf": "http { sendfile on; }\n" });
  const broken = {
    id: "broken",
    severity: "hint" as const,
    docs: { summary: "", why: "", references: ["https://example.com"] as const },
    examples: [{ bad: "", good: "" }] as const,
    checkConfig: () => {
      throw new Error("oops");
    },
  };
  const { SAMPLE_RULES } = await import("./sample-rules.ts");
  const outcome = await runCli(folder, ["check", "--format", "json", "nginx.conf"], {
    rules: [broken, ...SAMPLE_RULES],
  });
  expect(outcome).toMatchObject({
    code: 2,
    stderr: 'nginx-tls: rule "broken" failed: Error: oops\n',
  });
  expect(places(outcome)).toEqual(["nginx.conf:1:8 sendfile-used"]);
});
