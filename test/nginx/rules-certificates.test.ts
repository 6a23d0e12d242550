/** The rules about what certificates say, on real files: what they report, and what nginx says to it. */
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, RULES, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix, nginxTest } from "./harness.ts";
import { freePort, startNginx, tlsHandshake } from "./live.ts";
import { installed, isAtLeast } from "./oracle.ts";

const run = promisify(execFile);

const CERTIFICATE_RULES = RULES.filter((it) =>
  /^(tls-(cert-(expir|not|long|self)|chain-|san-|sig-|key-(weak|usage)|(client|server)-eku)|cipher-cert-)/.test(
    it.id,
  ),
);

function path(name: string): string {
  return join(inject("certificates"), name);
}

const openssl = (...args: string[]) => run("openssl", args, { cwd: inject("certificates") });

async function concatenate(target: string, ...parts: string[]): Promise<void> {
  const texts = await Promise.all(parts.map((it) => readFile(path(it), "utf8")));
  await writeFile(path(target), texts.join(""));
}

/** A leaf over the key of `srv`, signed by `root`. */
async function makeLeaf(name: string, extensions: readonly string[], days = "365"): Promise<void> {
  await writeFile(path(`${name}.cnf`), `${extensions.join("\n")}\n`);
  const subject = ["-key", "srv.key", "-subj", `/CN=${name}.example.com`];
  await openssl("req", "-new", ...subject, "-out", `${name}.csr`);
  const issuer = ["-CA", "root.crt", "-CAkey", "root.key", "-CAcreateserial"];
  const request = ["-req", "-in", `${name}.csr`, "-out", `${name}.crt`, "-days", days];
  await openssl("x509", ...request, ...issuer, "-extfile", `${name}.cnf`);
}

beforeAll(async () => {
  const names = "subjectAltName=DNS:backend.example.com";
  const self = ["-subj", "/CN=backend.example.com", "-addext", names];
  await openssl("req", "-x509", "-new", "-key", "srv.key", ...self, "-out", "self.crt");
  await makeLeaf("serveronly", [names, "extendedKeyUsage=serverAuth"]);
  await makeLeaf("clientonly", [names, "extendedKeyUsage=clientAuth"]);
  await makeLeaf("encipher", [names, "keyUsage=keyEncipherment"]);
  const url = "authorityInfoAccess=caIssuers;URI:http://ca.example.net/ca.crt";
  await makeLeaf("long", [names, url], "800");
  await concatenate("srv.full.crt", "srv.crt", "int.crt", "root.crt");
  await concatenate("srv.twice.crt", "srv.crt", "int.crt", "int.crt");
  await concatenate("srv.odd.crt", "srv.crt", "int.crt", "stranger.crt");
  await concatenate("srv.swapped.crt", "srv.crt", "root.crt", "int.crt");
  await concatenate("rl.full.crt", "rl.crt", "root.crt");
});

async function check(text: string): Promise<readonly Finding[]> {
  const prefix = await makePrefix({ "nginx.conf": text });
  try {
    const session = new Session(PARSER, createNodeHost(), CERTIFICATE_RULES);
    const settings = { ...DEFAULT_SETTINGS, opensslVersion: installed().openssl };
    const result = await session.check(join(prefix, "nginx.conf"), { settings });
    for (const { error } of result?.failures ?? []) throw error;
    return result?.findings ?? [];
  } finally {
    await rm(prefix, { recursive: true });
  }
}

const server = (certificate: string, key: string, more = "") =>
  `events {}\nhttp { server { listen 127.0.0.1:18443 ssl; ssl_certificate certs/${certificate}; ssl_certificate_key certs/${key}; ${more} } }\n`;
const upstream = (certificate: string, key: string) =>
  `events {}\nhttp { server { listen 127.0.0.1:18080; location / { proxy_pass https://api.example.com; proxy_ssl_certificate certs/${certificate}; proxy_ssl_certificate_key certs/${key}; } } }\n`;

const LOADS_SHA1 = isAtLeast(installed().openssl, "3.4");
const LONE = "information tls-chain-incomplete";

/** Configuration, findings, and a part of nginx's message; "" where nginx is silent. */
const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
  ["a chain in order", server("srv.chain.crt", "srv.key"), [], ""],
  ["no intermediate", server("srv.crt", "srv.key"), [LONE], ""],
  [
    "expired",
    server("exp.crt", "exp.key"),
    ["error tls-cert-expired", LONE, "warning tls-san-missing"],
    "",
  ],
  [
    "self-signed",
    server("self.crt", "srv.key", "server_name backend.example.com;"),
    ["warning tls-cert-self-signed"],
    "",
  ],
  [
    "a chain that starts with the CA",
    server("srv.reversed.crt", "srv.key"),
    ["error tls-chain-order"],
    "key values mismatch",
  ],
  [
    "the root before the intermediate",
    server("srv.swapped.crt", "srv.key"),
    ["hint tls-chain-root-included", "warning tls-chain-order"],
    "",
  ],
  ["the root at the end", server("srv.full.crt", "srv.key"), ["hint tls-chain-root-included"], ""],
  [
    "an intermediate twice",
    server("srv.twice.crt", "srv.key"),
    ["warning tls-chain-duplicate"],
    "",
  ],
  [
    "the root of somebody else",
    server("srv.odd.crt", "srv.key"),
    ["warning tls-chain-unrelated"],
    "",
  ],
  [
    "RSA with 1024 bits",
    server("w1024.crt", "w1024.key"),
    ["error tls-key-weak-rsa", LONE],
    "ee key too small",
  ],
  [
    "RSA with 1024 bits at level 1",
    server("w1024.crt", "w1024.key", "ssl_ciphers DEFAULT:@SECLEVEL=1;"),
    [LONE, "warning tls-key-weak-rsa"],
    "",
  ],
  [
    "SHA-1",
    server("sha1.crt", "sha1.key"),
    LOADS_SHA1 ? [LONE, "warning tls-sig-weak"] : ["error tls-sig-weak", LONE],
    LOADS_SHA1 ? "" : "ca md too weak",
  ],
  [
    "SHA-1 at level 0",
    server("sha1.crt", "sha1.key", "ssl_ciphers DEFAULT:@SECLEVEL=0;"),
    [LONE, "warning tls-sig-weak"],
    "",
  ],
  [
    "another name",
    server("srv.chain.crt", "srv.key", "server_name other.example.org;"),
    ["warning tls-san-mismatch"],
    "",
  ],
  [
    "names that the certificate has",
    server("srv.chain.crt", "srv.key", "server_name backend.example.com a.wild.example.com;"),
    [],
    "",
  ],
  ["no names", server("cn.crt", "cn.key"), [LONE, "warning tls-san-missing"], ""],
  [
    "a server's certificate for an upstream",
    upstream("serveronly.crt", "srv.key"),
    ["error tls-client-eku", LONE],
    "",
  ],
  [
    "a client's certificate for a server",
    server("clientonly.crt", "srv.key"),
    ["error tls-server-eku", LONE],
    "",
  ],
  [
    "a key for RSA key exchange alone",
    server("encipher.crt", "srv.key"),
    [LONE, "warning tls-key-usage"],
    "",
  ],
  [
    "800 days",
    server("long.crt", "srv.key"),
    ["hint tls-cert-long-lived", "warning tls-chain-incomplete"],
    "",
  ],
  [
    "a root that signs by itself",
    server("rl.full.crt", "rl.key"),
    ["hint tls-chain-root-included"],
    "",
  ],
  [
    "ECDSA suites alone with an RSA key",
    server(
      "srv.chain.crt",
      "srv.key",
      "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256;",
    ),
    ["error cipher-cert-mismatch"],
    "",
  ],
];

test.each(CASES)("%s", async (_, text, expected, message) => {
  const found = (await check(text)).map((it) => `${it.severity} ${it.rule}`).sort();
  expect(found).toEqual([...expected].sort());
  const verdict = await nginxTest({ "nginx.conf": text });
  expect(verdict.ok).toBe(message === "");
  expect(verdict.message).toContain(message);
});

test("a certificate is judged at the time that is given", async () => {
  const prefix = await makePrefix({ "nginx.conf": server("srv.chain.crt", "srv.key") });
  const session = new Session(PARSER, createNodeHost(), CERTIFICATE_RULES);
  const rulesAt = async (days: number) => {
    const now = Date.now() + days * 24 * 60 * 60 * 1000;
    const file = join(prefix, "nginx.conf");
    const result = await session.check(file, { settings: DEFAULT_SETTINGS, now });
    return result?.findings.map((it) => `${it.severity} ${it.rule}`) ?? [];
  };
  // Both certificates of the chain were made for 365 days.
  expect(new Set(await rulesAt(340))).toEqual(new Set(["information tls-cert-expiring"]));
  expect(new Set(await rulesAt(360))).toEqual(new Set(["warning tls-cert-expiring"]));
  expect((await rulesAt(366)).sort()).toEqual([
    "error tls-cert-expired",
    "warning tls-cert-expired",
  ]);
  expect((await rulesAt(-2)).sort()).toEqual([
    "error tls-cert-not-yet-valid",
    "warning tls-cert-not-yet-valid",
  ]);
  await rm(prefix, { recursive: true });
});

test("a renewed file clears its finding", async () => {
  const prefix = await makePrefix({ "nginx.conf": server("renewed.crt", "srv.key") });
  const session = new Session(PARSER, createNodeHost(), CERTIFICATE_RULES);
  const rules = async () => {
    const options = { settings: DEFAULT_SETTINGS };
    const result = await session.check(join(prefix, "nginx.conf"), options);
    return result?.findings.map((it) => it.rule) ?? [];
  };
  await concatenate("renewed.crt", "self.crt");
  expect(await rules()).toEqual(["tls-cert-self-signed"]);
  await concatenate("renewed.crt", "srv.chain.crt");
  expect(await rules()).toEqual([]);
  await rm(prefix, { recursive: true });
});

test("without a suite for the certificate no handshake succeeds", async () => {
  const handshake = async (ciphers: string) => {
    const port = await freePort();
    const more = `ssl_protocols TLSv1.2; ssl_ciphers ${ciphers};`;
    const text = server("srv.chain.crt", "srv.key", more).replace("18443", String(port));
    const nginx = await startNginx({ "nginx.conf": text });
    return tlsHandshake(port, "backend.example.com").finally(() => nginx.stop());
  };
  expect(await handshake("ECDHE-ECDSA-AES128-GCM-SHA256")).toBe(
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
  );
  expect(await handshake("ECDHE-RSA-AES128-GCM-SHA256")).toBe("TLSv1.2");
});
