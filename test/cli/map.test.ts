import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { certificateFor, FROM, party, toPem } from "../harness/real-certificate.ts";
import { ruleNamed } from "../harness/rule.ts";
import { folderWith, runCli } from "./run-cli.ts";

const MAIN = `events {}
http {
  server {
    listen 443 ssl;
    server_name www.example.com;
    ssl_certificate www.crt;
    ssl_certificate_key www.key;
    location / { proxy_pass https://app.example.com; }
  }
}
`;

test("the map is printed in the form that is asked for", async () => {
  const folder = folderWith({ "nginx.conf": MAIN });
  const starts = async (...options: string[]) => {
    const { code, stdout, stderr } = await runCli(folder, ["map", "nginx.conf", ...options]);
    return [code, stdout.slice(0, 12), stderr];
  };
  expect(await starts()).toEqual([0, '<svg xmlns="', ""]);
  expect(await starts("--format", "html")).toEqual([0, "<!doctype ht", ""]);
  expect(await starts("--format", "mermaid")).toEqual([0, "flowchart LR", ""]);
  expect(await starts("--format", "json")).toEqual([0, '{\n  "version', ""]);
  expect((await starts("--format", "png"))[0]).toBe(2);
});

test("a page is the same for the same configuration", async () => {
  const folder = folderWith({ "nginx.conf": MAIN });
  const page = async () => (await runCli(folder, ["map", "--format", "html"])).stdout;
  expect(await page()).toBe(await page());
});

test("the map of a folder is that of the main file in it, and goes to a file if told", async () => {
  const folder = folderWith({
    "nginx.conf": MAIN.replace("http {", "http {\n  include conf.d/*.conf;"),
    "conf.d/more.conf": "server { listen 80; return 301 https://$host; }\n",
  });
  const { code, stdout } = await runCli(folder, ["map", ".", "--output", "map.svg"]);
  expect([code, stdout]).toEqual([0, ""]);
  const svg = readFileSync(`${folder}/map.svg`, "utf8");
  expect(svg).toContain("redirects to https://$host");
  expect(svg).toContain("TLS map of nginx.conf");
});

test("what a comment silences is not marked", async () => {
  const pass = "proxy_pass https://app.example.com;";
  const warnings = async (text: string) => {
    const folder = folderWith({ "nginx.conf": text });
    const options = ["map", "--format", "json"];
    const { stdout } = await runCli(folder, options, {
      rules: [ruleNamed("upstream-tls-verify-off")],
    });
    return (stdout.match(/"warning": 1/g) ?? []).length;
  };
  expect(await warnings(MAIN)).toBeGreaterThan(0);
  const silenced = `${pass} # nginx-tls-disable-line upstream-tls-verify-off -- on loopback`;
  expect(await warnings(MAIN.replace(`${pass} }`, `\n${silenced}\n}`))).toBe(0);
});

test("of several configurations one must be named", async () => {
  const folder = folderWith({ "a/nginx.conf": MAIN, "b/nginx.conf": MAIN });
  const { code, stderr } = await runCli(folder, ["map", "."]);
  expect(code).toBe(2);
  expect(stderr).toContain("name one: a/nginx.conf, b/nginx.conf");
});

test("a file that can't be written is said to be so", async () => {
  const folder = folderWith({ "nginx.conf": MAIN });
  const { code, stderr } = await runCli(folder, ["map", "--output", "none/map.svg"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^nginx-tls: cannot write /);
});

test("certificates are listed with their validity and their users, never with a key", async () => {
  const owner = party("www.example.com");
  const folder = folderWith({
    "nginx.conf": MAIN,
    "www.crt": toPem("CERTIFICATE", certificateFor(owner, owner, ["www.example.com"])),
    "www.key": String(owner.privateKey.export({ type: "pkcs8", format: "pem" })),
  });
  const text = (await runCli(folder, ["certificates"])).stdout;
  expect(text).toMatch(/^www\.crt\n {2}valid {5}2026-01-01 to 2026-04-01, /);
  expect(text).toContain("used by   www.example.com (nginx.conf:3)");
  const { certificates } = JSON.parse(
    (await runCli(folder, ["certificates", "--format", "json"])).stdout,
  );
  expect(certificates).toHaveLength(1);
  expect(certificates[0]).toMatchObject({
    name: "www.crt",
    role: "identity",
    names: ["www.example.com"],
    notBefore: new Date(FROM).toISOString(),
    uses: [{ label: "www.example.com", place: { file: "nginx.conf", line: 3 } }],
  });
  const page = (await runCli(folder, ["certificates", "--format", "html"])).stdout;
  expect(page).toContain("When certificates are valid");
  const secret = owner.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  for (const it of [text, page, JSON.stringify(certificates)]) {
    expect(it).not.toContain(secret.slice(60, 100));
  }
});

test("what can't be read is told with the reason", async () => {
  const folder = folderWith({ "nginx.conf": MAIN.replace("www.crt", "$ssl_server_name.crt") });
  const { stdout } = await runCli(folder, ["certificates"]);
  expect(stdout).toContain("state     known at run time only");
  const missing = folderWith({ "nginx.conf": MAIN });
  expect((await runCli(missing, ["certificates"])).stdout).toContain("state     no such file here");
});
