/** The rules about certificate and key pairs, on real files: nginx's verdict on what they report and on their fixes. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { applyEdits, DEFAULT_SETTINGS, type Finding, RULES, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix, nginxTest, type Verdict } from "./harness.ts";

const IDS = [
  "server-tls-cert-without-key",
  "server-tls-extra-keys",
  "server-tls-key-without-cert",
  "server-tls-same-type-twice",
  "tls-cert-file-no-cert",
  "tls-cert-key-split-levels",
  "tls-chain-order",
  "tls-key-encrypted",
  "tls-key-file-no-key",
  "tls-key-mismatch",
  "tls-pair-name-mismatch",
  "upstream-tls-cert-without-key",
  "upstream-tls-key-without-cert",
];
const PAIR_RULES = RULES.filter((it) => IDS.includes(it.id));

/** What nginx would find in the folder of the configuration. */
async function check(text: string): Promise<readonly Finding[]> {
  const prefix = await makePrefix({ "nginx.conf": text });
  try {
    const session = new Session(PARSER, createNodeHost(), PAIR_RULES);
    const result = await session.check(join(prefix, "nginx.conf"), { settings: DEFAULT_SETTINGS });
    for (const { error } of result?.failures ?? []) throw error;
    return result?.findings ?? [];
  } finally {
    await rm(prefix, { recursive: true });
  }
}

function verdict(text: string): Promise<Verdict> {
  return nginxTest({ "nginx.conf": text });
}

/** First fixes, one after the other, until none is offered. */
async function fixed(text: string): Promise<string> {
  for (let pass = 0, now = text; pass < 5; pass++) {
    const fix = (await check(now)).find((it) => it.fixes.length > 0)?.fixes[0];
    if (!fix) return now;
    now = applyEdits(now, fix.edits);
  }
  throw new Error("fixes do not converge");
}

const server = (text: string) =>
  `events {}\nhttp { server { listen 127.0.0.1:18443 ssl; ${text} } }\n`;
const upstream = (text: string) =>
  `events {}\nhttp { server { listen 127.0.0.1:18080; location / { proxy_pass https://api.example.com; ${text} } } }\n`;
const pair = (certificate: string, key: string) =>
  `ssl_certificate certs/${certificate}; ssl_certificate_key certs/${key};`;

const MISMATCH = "key values mismatch";
const NO_CERTIFICATE = "no start line";
const NO_KEY = "PEM_read_bio_PrivateKey() failed";

/** Configuration, what is reported, and a part of nginx's message; "" where nginx is silent. */
const BAD: readonly (readonly [string, string, readonly string[], string])[] = [
  [
    "a server certificate without a key",
    server("ssl_certificate certs/srv.crt;"),
    ["error server-tls-cert-without-key"],
    'no "ssl_certificate_key" is defined for certificate "certs/srv.crt"',
  ],
  [
    "a combined file named once",
    server("ssl_certificate certs/both_keyfirst.pem;"),
    ["error server-tls-cert-without-key"],
    'no "ssl_certificate_key" is defined',
  ],
  [
    "two certificates and the key of the second",
    server(`ssl_certificate certs/ec.crt; ${pair("srv.crt", "srv.key")}`),
    ["error server-tls-cert-without-key"],
    'no "ssl_certificate_key" is defined',
  ],
  [
    "a plain server that inherits a certificate",
    "events {}\nhttp { ssl_certificate certs/srv.crt; server { listen 127.0.0.1:18080; } }\n",
    ["error server-tls-cert-without-key"],
    'no "ssl_certificate_key" is defined',
  ],
  [
    "a server key without a certificate",
    server("ssl_certificate_key certs/srv.key;"),
    ["warning server-tls-key-without-cert"],
    'no "ssl_certificate" is defined for the "listen ... ssl" directive',
  ],
  [
    "a client certificate without a key",
    upstream("proxy_ssl_certificate certs/cli.crt;"),
    ["error upstream-tls-cert-without-key"],
    'no "proxy_ssl_certificate_key" is defined for certificate "certs/cli.crt"',
  ],
  [
    "a client certificate without a key behind a variable",
    upstream("proxy_ssl_certificate certs/cli.crt;").replace("https://api", "http://$host.api"),
    ["error upstream-tls-cert-without-key"],
    'no "proxy_ssl_certificate_key" is defined for certificate "certs/cli.crt"',
  ],
  [
    "a client key without a certificate",
    upstream("proxy_ssl_certificate_key certs/cli.key;"),
    ["warning upstream-tls-key-without-cert"],
    "",
  ],
  [
    "a surplus key",
    server(`${pair("srv.crt", "srv.key")} ssl_certificate_key certs/ec.key;`),
    ["warning server-tls-extra-keys"],
    "",
  ],
  [
    "a second certificate of the same type",
    server(`${pair("srv.crt", "srv.key")} ${pair("rl.crt", "rl.key")}`),
    ["warning server-tls-same-type-twice"],
    "",
  ],
  [
    "a new certificate with the old key",
    `events {}\nhttp { ${pair("srv.crt", "srv.key")} server { listen 127.0.0.1:18443 ssl; ssl_certificate certs/rl.crt; } }\n`,
    ["error tls-key-mismatch", "warning tls-cert-key-split-levels"],
    MISMATCH,
  ],
  [
    "a key of the same type",
    server(pair("srv.crt", "rl.key")),
    ["error tls-key-mismatch"],
    MISMATCH,
  ],
  ["a key of another type", server(pair("srv.crt", "ec.key")), ["error tls-key-mismatch"], ""],
  [
    "an RSA key for an EC certificate",
    server(pair("ec.crt", "srv.key")),
    ["error tls-key-mismatch"],
    "",
  ],
  [
    "keys in another order",
    server(
      "ssl_certificate certs/srv.crt; ssl_certificate certs/ec.crt; ssl_certificate_key certs/ec.key; ssl_certificate_key certs/srv.key;",
    ),
    ["hint tls-key-mismatch"],
    "",
  ],
  [
    "a client key of another type",
    upstream("proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/ec.key;"),
    ["error tls-key-mismatch"],
    "",
  ],
  [
    "the key in both places",
    server(pair("srv.key", "srv.key")),
    ["error tls-cert-file-no-cert"],
    NO_CERTIFICATE,
  ],
  [
    "swapped files",
    server(pair("srv.key", "srv.crt")),
    ["error tls-cert-file-no-cert"],
    NO_CERTIFICATE,
  ],
  [
    "a revocation list for a certificate",
    server(pair("root.crl", "srv.key")),
    ["error tls-cert-file-no-cert"],
    NO_CERTIFICATE,
  ],
  [
    "the certificate in both places",
    server(pair("srv.crt", "srv.crt")),
    ["error tls-key-file-no-key"],
    NO_KEY,
  ],
  ["an empty key file", server(pair("srv.crt", "empty")), ["error tls-key-file-no-key"], NO_KEY],
  [
    "names of two owners, one file missing",
    server(pair("srv.crt", "other-name.key")),
    ["hint tls-pair-name-mismatch"],
    "cannot load certificate key",
  ],
];

test.each(BAD)("%s: reported, and mended by the fix", async (_, text, expected, message) => {
  const found = await check(text);
  expect(found.map((it) => `${it.severity} ${it.rule}`).sort()).toEqual(expected);
  const before = await verdict(text);
  expect(before.ok).toBe(message === "");
  expect(before.message).toContain(message);
  const good = await fixed(text);
  expect(good).not.toBe(text);
  expect(await check(good)).toEqual([]);
  expect(await verdict(good)).toMatchObject({ ok: true, message: "", warnings: [] });
});

test("an encrypted key, and the password file that the fix asks for", async () => {
  const text = server(pair("srv.crt", "srv.enc.key"));
  const found = await check(text);
  expect(found.map((it) => `${it.severity} ${it.rule}`)).toEqual(["error tls-key-encrypted"]);
  expect((await verdict(text)).message).toContain("cannot load certificate key");
  const good = await fixed(text);
  expect(good).toContain("ssl_password_file certs/srv.enc.pass;");
  const folder = inject("certificates");
  await copyFile(join(folder, "pw.txt"), join(folder, "srv.enc.pass"));
  expect(await verdict(good)).toMatchObject({ ok: true, message: "" });
});

test("a chain that starts with an intermediate is a matter of the file", async () => {
  const text = server(pair("srv.reversed.crt", "srv.key"));
  const found = await check(text);
  expect(found.map((it) => `${it.severity} ${it.rule}`)).toEqual(["error tls-chain-order"]);
  expect((await verdict(text)).message).toContain(MISMATCH);
});

test("files in other forms than PEM are named", async () => {
  const folder = inject("certificates");
  const pem = (await import("node:fs")).readFileSync(join(folder, "srv.crt"), "utf8");
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ""), "base64");
  const forms: readonly (readonly [string, string | Buffer, string])[] = [
    ["form.der", der, "is DER"],
    ["form.utf16", Buffer.from(`\uFEFF${pem}`, "utf16le"), "is UTF-16"],
    ["form.indented", pem.replaceAll(/^/gm, " "), "is indented"],
    ["form.empty", "", "is empty"],
  ];
  for (const [name, content, said] of forms) {
    await writeFile(join(folder, name), content);
    const text = server(pair(name, "srv.key"));
    const [finding] = await check(text);
    expect(finding?.message).toContain(`"certs/${name}" ${said}`);
    expect((await verdict(text)).message).toContain(NO_CERTIFICATE);
  }
});

test.each([
  ["one pair", server(pair("srv.crt", "srv.key"))],
  ["two types", server(`${pair("srv.chain.crt", "srv.key")} ${pair("ec.crt", "ec.key")}`)],
  ["a combined file, certificate first", server(pair("both_certfirst.pem", "both_certfirst.pem"))],
  ["a combined file, key first", server(pair("both_keyfirst.pem", "both_keyfirst.pem"))],
  ["a key between certificates", server(pair("cert_key_int.pem", "cert_key_int.pem"))],
  [
    "an encrypted key with its password file",
    server(`ssl_password_file certs/pw.txt; ${pair("srv.crt", "srv.enctrad.key")}`),
  ],
  [
    "a client pair",
    upstream("proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/cli.key;"),
  ],
  [
    "a pair that a plain hop never loads",
    upstream(
      "proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/ec.key;",
    ).replace("https://", "http://"),
  ],
])("%s: accepted and silent", async (_, text) => {
  expect(await check(text)).toEqual([]);
  expect(await verdict(text)).toMatchObject({ ok: true, message: "", warnings: [] });
});

test("all rules of the list exist", () => {
  expect(PAIR_RULES).toHaveLength(IDS.length);
});
