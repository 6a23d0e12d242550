import { expect, test } from "vitest";
import { folderWith, places, runCli } from "./run-cli.ts";

const MAIN = "http {\n    server_tokens on;\n    include sites/*.conf;\n}\n";
const OFF = '{ "rules": { "tokens-*": "off" } }';

test("nginx-tls.json counts for the files below its folder, wherever one stands", async () => {
  const folder = folderWith({
    "conf/nginx.conf": MAIN,
    "conf/sites/a.conf": "server_tokens on;\n",
    "conf/sites/nginx-tls.json": OFF,
    "elsewhere/x": "",
  });
  const outcome = await runCli(`${folder}/elsewhere`, ["check", "--format=json", "../conf"]);
  expect(places(outcome)).toEqual(["../conf/nginx.conf:2:19 tokens-shown"]);
});

test("--config names one in place of those found, --no-config heeds none", async () => {
  const folder = folderWith({
    "nginx.conf": MAIN,
    "nginx-tls.json": OFF,
    "ci/strict.json": '{ "rules": { "tokens-shown": "error" } }',
  });
  const severities = async (...flags: string[]) => {
    const { stdout } = await runCli(folder, ["check", "--format=json", ...flags, "nginx.conf"]);
    return JSON.parse(stdout).findings.map((it: { severity: string }) => it.severity);
  };
  expect(await severities()).toEqual([]);
  expect(await severities("--config", "ci/strict.json")).toEqual(["error"]);
  expect(await severities("--no-config")).toEqual(["warning"]);
  const missing = await runCli(folder, ["check", "--config", "none.json", "nginx.conf"]);
  expect(missing).toEqual({
    code: 2,
    stdout: "",
    stderr: 'nginx-tls: cannot read "none.json": no such file or folder\n',
  });
});

test("with --root nothing counts above the main file's folder", async () => {
  const folder = folderWith({
    "nginx-tls.json": OFF,
    "conf/nginx.conf": MAIN,
    "conf/sites/a.conf": "server_tokens on;\n",
  });
  const argv = ["check", "--format=json", "conf/sites/a.conf"];
  expect(places(await runCli(folder, argv))).toEqual([]);
  const rooted = await runCli(folder, [...argv, "--root", "conf/nginx.conf"]);
  expect(places(rooted)).toEqual(["conf/sites/a.conf:1:15 tokens-shown"]);
});

test("what is wrong in it is told with its line, once, and the rest applies", async () => {
  const folder = folderWith({
    "nginx.conf": MAIN,
    "sites/a.conf": "",
    "nginx-tls.json": '{\n  "polcy": "cis",\n  "rules": { "tokens-shown": "off" }\n}\n',
  });
  expect(await runCli(folder, ["check", "nginx.conf"])).toEqual({
    code: 0,
    stdout: "No problems in 2 files\n",
    stderr: 'nginx-tls: nginx-tls.json:2:3: there is no setting "polcy"; did you mean "policy"?\n',
  });
});

test("its main file and path map count from its folder", async () => {
  const folder = folderWith({
    "nginx-tls.json":
      '{ "mainFile": "etc/main.nginx", "pathMap": { "/etc/nginx": "etc" }, "rules": { "tokens-shown": "hint" } }',
    "etc/main.nginx": "http {\n    include /etc/nginx/parts/*.conf;\n}\n",
    "etc/parts/a.conf": "server_tokens on;\n",
  });
  const { stdout } = await runCli(folder, ["config", "etc/parts/a.conf"]);
  expect(stdout).toContain("Main file: etc/main.nginx\n");
  const outcome = await runCli(folder, ["check", "--format=json", "etc/parts/a.conf"]);
  expect(JSON.parse(outcome.stdout).findings).toMatchObject([{ severity: "hint" }]);
});

test("config prints what counts for a file, and where it comes from", async () => {
  const folder = folderWith({
    "nginx-tls.json": `{
      "policy": "cis",
      "opensslVersion": "3.5",
      "rules": { "tokens-shown": "hint" },
      "overrides": [{ "files": ["sites/**"], "policy": "nginx-default" }]
    }`,
    "nginx.conf": `# nginx-tls: version=1.22.1\n${MAIN}`,
    "sites/a.conf": "",
  });
  const { stdout, code } = await runCli(folder, [
    "config",
    "--platform=angie",
    "--openssl-version=1.1.1",
    "sites/a.conf",
  ]);
  expect(code).toBe(0);
  const lines = stdout.split("\n").map((it) => it.replace(/ {2,}/g, " | "));
  expect(lines).toEqual(
    expect.arrayContaining([
      "Main file: nginx.conf",
      'nginxVersion | "1.22.1" | comment in nginx.conf',
      'opensslVersion | "1.1.1" | command line',
      'platform | "angie" | command line',
      'policy | "nginx-default" | nginx-tls.json, overrides for sites/**',
      "certificates.read | true | default",
      'rules.tokens-shown | "hint" | nginx-tls.json',
    ]),
  );
  const main = await runCli(folder, ["config", "nginx.conf"]);
  expect(main.stdout).toMatch(/^policy +"cis" +nginx-tls\.json$/m);
  expect(main.stdout).toMatch(/^opensslVersion +"3\.5" +nginx-tls\.json$/m);
});

test("config without a file speaks of the working directory", async () => {
  const folder = folderWith({ "nginx-tls.json": '{ "policy": "cis" }' });
  const { stdout } = await runCli(folder, ["config"]);
  expect(stdout).toMatch(/^policy +"cis" +nginx-tls\.json$/m);
  const without = await runCli(folder, ["config", "--no-config"]);
  expect(without.stdout).toMatch(/^policy +"mozilla-intermediate" +default$/m);
});

test("map, certificates and probe heed it as check does", async () => {
  const folder = folderWith({
    "nginx-tls.json":
      '{ "mainFile": "etc/main.nginx", "pathMap": { "/etc/nginx": "etc" }, "expiry": 3 }',
    "etc/main.nginx": "http {\n    include /etc/nginx/parts/*.conf;\n}\n",
    "etc/parts/a.conf": "server { location / {\n    proxy_pass https://127.0.0.1:1;\n} }\n",
  });
  const wrong = 'nginx-tls: nginx-tls.json:1:69: there is no setting "expiry"\n';
  const part = "etc/parts/a.conf";
  const map = await runCli(folder, ["map", "--format=json", part]);
  expect(map).toMatchObject({ code: 0, stderr: wrong });
  expect(JSON.parse(map.stdout).file).toBe("etc/main.nginx");
  const certificates = await runCli(folder, ["certificates", part]);
  expect(certificates).toEqual({ code: 0, stdout: "No certificate is named.\n", stderr: wrong });
  const told = await runCli(folder, ["probe", "--dry-run", `${part}:2`]);
  expect(told).toMatchObject({ code: 0, stderr: wrong });
  expect(told.stdout).toContain("One TLS connection to 127.0.0.1:1;");
  const alone = await runCli(folder, ["map", "--format=json", "--no-config", part]);
  expect(JSON.parse(alone.stdout).file).toBe(part);
  const rooted = ["map", "--format=json", "--no-config", "--root=etc/main.nginx", part];
  const mapped = await runCli(folder, [...rooted, "--path-map=/etc/nginx=etc"]);
  expect(JSON.parse(mapped.stdout).file).toBe("etc/main.nginx");
});

test("certificates are not read where it says so", async () => {
  const folder = folderWith({
    "nginx.conf": "http { server { listen 443 ssl; ssl_certificate a.crt; } }\n",
    "a.crt": "no certificate",
    "nginx-tls.json": '{ "certificates": { "read": false } }',
  });
  const state = async (...flags: string[]) => {
    const { stdout } = await runCli(folder, ["certificates", "--format=json", ...flags]);
    return JSON.parse(stdout).certificates[0].subject;
  };
  expect(await state("--no-config")).toBe("holds no certificate");
  expect(await state()).toBe("not read");
});

test("format heeds its columns, unless the command line says otherwise", async () => {
  const folder = folderWith({
    "nginx-tls.json":
      '{ "format": { "align": "always" }, "overrides": [{ "files": ["n/*"], "format": { "align": "never" } }] }',
    "a.conf": "user  b;\npid c;\n",
    "n/a.conf": "user b;\npid  c;\n",
  });
  const format = async (...argv: string[]) => {
    const { stdout } = await runCli(folder, ["format", "--check", ...argv]);
    return stdout;
  };
  expect(await format("a.conf", "n/a.conf")).toBe(
    "a.conf is not formatted\nn/a.conf is not formatted\n",
  );
  const stdin = { stdin: "user b;\npid c;\n" };
  const printed = async (...argv: string[]) =>
    (await runCli(folder, ["format", ...argv, "-"], stdin)).stdout;
  expect(await printed()).toBe("user b;\npid  c;\n");
  expect(await printed("--align=keep")).toBe(stdin.stdin);
  expect(await printed("--no-config")).toBe(stdin.stdin);
});

test("it can't say which program test runs", async () => {
  const folder = folderWith({
    "nginx-tls.json": '{ "nginx": { "path": "./evil" } }',
    "nginx.conf": "events {}\n",
    evil: "",
  });
  const { stderr } = await runCli(folder, ["test", "--nginx", "no-such-nginx", "nginx.conf"]);
  expect(stderr).toContain('there is no setting "nginx"');
  expect(stderr).toContain("no-such-nginx");
  expect(stderr).not.toContain("evil");
});
