import { expect, test } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

async function pretty(text: string): Promise<string> {
  const folder = folderWith({ "nginx.conf": text });
  return (await runCli(folder, ["check", "nginx.conf"])).stdout;
}

test("findings are drawn under their source line, with places, fixes and a summary", async () => {
  const text =
    "events {}\nhttp {\n\tserver_tokens on;\r\n    proxy_ssl_verify   off;\n    sendfile on;\n}\n";
  expect(await pretty(text)).toMatchInlineSnapshot(`
    "nginx.conf:3:16 warning tokens-shown
      the version is shown, as "server_tokens" is on
      3 |     server_tokens on;
        |                   ~~
        = nginx.conf:2:1 in this block
        = fix: Hide the version

    nginx.conf:4:24 error verify-off
      not verified
      4 |     proxy_ssl_verify   off;
        |                        ~~~
        = fix: Verify (unsafe)

    nginx.conf:5:5 hint sendfile-used
      sendfile is used
      5 |     sendfile on;
        |     ~~~~~~~~

    1 error, 1 warning, 1 hint in 1 file; --fix repairs 1
    "
  `);
});

test("wide characters move the underline, marks on characters do not", async () => {
  const line = 'http { set $x "日本語 e\u0301"; server_tokens on; }\n';
  const [, , source = "", underline = ""] = (await pretty(line)).split("\n");
  const before = source.slice(0, source.indexOf("on;"));
  expect(underline.indexOf("~~")).toBe(before.length + "日本語".length - "\u0301".length);
});

test("control and direction characters never reach the terminal", async () => {
  const out = await pretty('http { set $x "\u001b[31m\u202e\u0007"; server_tokens on; }\n');
  for (const character of "\u001b\u202e\u0007") expect(out).not.toContain(character);
  expect(out).toContain("server_tokens on;");
});

test("a long line is shown in part", async () => {
  const out = await pretty(`http { ${"sendfile_max_chunk 1k; ".repeat(50)} server_tokens on; }\n`);
  const lines = out.split("\n");
  expect(Math.max(...lines.map((it) => it.length))).toBeLessThan(200);
  const at = lines[3]?.indexOf("~~") ?? 0;
  expect(lines[2]?.slice(at, at + 3)).toBe("on;");
});

test("a private key in a configuration is not shown", async () => {
  const key = `-----BEGIN PRIVATE ${"KEY"}-----`;
  const out = await pretty(`http {\n  set $k "${key}\nMIIsecret"; server_tokens on;\n}\n`);
  expect(out).toContain("tokens-shown");
  expect(out).not.toContain("MIIsecret");
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { TERM: "dumb" }, false],
])("terminal %s with %j: colour %s", async (isTTY, env, colored) => {
  const folder = folderWith({ "nginx.conf": "http { server_tokens on; }\n" });
  const { stdout } = await runCli(folder, ["check", "nginx.conf"], { isTTY, env });
  expect(stdout.includes("\u001b[")).toBe(colored);
});
