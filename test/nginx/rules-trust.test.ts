/** The rules about CA files, lists, parameters, keys of tickets and password files on real files: what nginx says to each. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, RULES, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix, nginxTest } from "./harness.ts";

const TRUST_RULES = RULES.filter((it) =>
  /^(tls-(trusted|ca-file|crl|dhparam|file)|session-ticket-key-size|password-file|stapling-no-(ocsp|issuer)|upstream-tls-depth$)/.test(
    it.id,
  ),
);

beforeAll(async () => {
  const folder = inject("certificates");
  await mkdir(join(folder, "folder"), { recursive: true });
  await writeFile(join(folder, "pw.long"), `${"x".repeat(5000)}\n`);
  await writeFile(join(folder, "pw.first"), "\nsecret\n");
  await writeFile(join(folder, "pw.blank"), " secret\n");
});

async function check(text: string): Promise<readonly Finding[]> {
  const prefix = await makePrefix({ "nginx.conf": text });
  try {
    const session = new Session(PARSER, createNodeHost(), TRUST_RULES);
    const settings = { ...DEFAULT_SETTINGS, nginxVersion: "1.22.1", missingFiles: true };
    const result = await session.check(join(prefix, "nginx.conf"), { settings });
    for (const { error } of result?.failures ?? []) throw error;
    return result?.findings ?? [];
  } finally {
    await rm(prefix, { recursive: true });
  }
}

function server(directives: string, pair = "rl"): string {
  const own = `ssl_certificate certs/${pair}.crt; ssl_certificate_key certs/${pair.replace(".chain", "")}.key;`;
  return `events {}\nhttp { server { listen 127.0.0.1:18443 ssl; ${own} ${directives} } }\n`;
}

const client = (ca: string, more = "") =>
  server(`ssl_verify_client on; ssl_client_certificate certs/${ca}; ${more}`);

const upstream = (ca: string, more = "") =>
  `events {}\nhttp { server { listen 127.0.0.1:18080; location / { proxy_pass https://api.example.com; proxy_ssl_verify on; proxy_ssl_trusted_certificate certs/${ca}; ${more} } } }\n`;

const encrypted = (passwords: string) =>
  `events {}\nhttp { server { listen 127.0.0.1:18443 ssl; ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.enc.key; ssl_password_file ${passwords}; } }\n`;

/** Configuration, findings, and a part of nginx's error; "" where nginx starts. */
const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
  ["a root", upstream("root.crt"), [], ""],
  ["an intermediate", upstream("int.crt"), ["warning tls-trusted-intermediate-only"], ""],
  ["a leaf", client("cli.crt"), ["warning tls-trusted-leaf"], ""],
  ["an expired root", client("oldroot.crt"), ["warning tls-trusted-expired"], ""],
  ["a weak root", upstream("weakroot.crt"), ["warning tls-trusted-weak"], ""],
  ["a long chain", upstream("all.crt"), ["warning upstream-tls-depth"], ""],
  [
    "a key for CAs",
    upstream("root.key"),
    ["error tls-ca-file-no-cert"],
    "no certificate or crl found",
  ],
  ["nothing for CAs", client("empty"), ["error tls-ca-file-no-cert"], "empty"],
  ["a folder for CAs", client("folder"), ["warning tls-file-not-a-file"], "certs/folder"],
  [
    "a key for CAs that nobody needs",
    server("ssl_client_certificate certs/root.key;"),
    ["warning tls-ca-file-no-cert"],
    "",
  ],
  ["a current list", client("root.crt", "ssl_crl certs/root.crl;"), [], ""],
  ["an old list", client("root.crt", "ssl_crl certs/old.crl;"), ["warning tls-crl-expired"], ""],
  [
    "a list too few",
    client("bundle.crt", "ssl_crl certs/root.crl;"),
    ["warning tls-crl-incomplete"],
    "",
  ],
  [
    "certificates for a list",
    client("root.crt", "ssl_crl certs/root.crt;"),
    ["error tls-crl-not-crl"],
    "",
  ],
  [
    "garbage for a list",
    client("root.crt", "ssl_crl certs/garbage;"),
    ["error tls-crl-not-crl"],
    "certs/garbage",
  ],
  [
    "1024 bits",
    server("ssl_dhparam certs/dh1024;"),
    ["error tls-dhparam-weak"],
    "dh key too small",
  ],
  [
    "1024 bits at level 1",
    server("ssl_dhparam certs/dh1024; ssl_ciphers DEFAULT:@SECLEVEL=1;"),
    ["warning tls-dhparam-weak"],
    "",
  ],
  ["2048 bits", server("ssl_dhparam certs/dh2048;"), [], ""],
  [
    "a certificate for parameters",
    server("ssl_dhparam certs/rl.crt;"),
    ["error tls-dhparam-weak"],
    "PEM_read_bio_DHparams",
  ],
  [
    "garbage for parameters",
    server("ssl_dhparam certs/garbage;"),
    ["error tls-dhparam-weak"],
    "PEM_read_bio_DHparams",
  ],
  [
    "64 bytes for tickets, which are off",
    server("ssl_session_tickets off; ssl_session_ticket_key certs/t64;"),
    ["error session-ticket-key-size"],
    "must be 48 or 80 bytes",
  ],
  [
    "no bytes for tickets",
    server("ssl_session_ticket_key certs/empty;"),
    ["error session-ticket-key-size"],
    "must be 48 or 80 bytes",
  ],
  [
    "48 bytes for tickets",
    server("ssl_session_ticket_key certs/t48;"),
    ["hint session-ticket-key-size"],
    "",
  ],
  ["80 bytes for tickets", server("ssl_session_ticket_key certs/t80;"), [], ""],
  ["passwords", encrypted("certs/pw.txt"), [], ""],
  ["no passwords", encrypted("none"), ["error password-file-missing-path"], "No such file"],
  ["a long password", encrypted("certs/pw.long"), ["error password-file"], "too long line"],
  ["an empty password first", encrypted("certs/pw.first"), ["hint password-file"], ""],
  [
    "a blank before the password",
    encrypted("certs/pw.blank"),
    ["hint password-file"],
    "certs/srv.enc.key",
  ],
  ["passwords for nothing", server("ssl_password_file certs/pw.txt;"), ["hint password-file"], ""],
];

test.each(CASES)("%s", async (_, text, expected, message) => {
  const found = (await check(text)).map((it) => `${it.severity} ${it.rule}`).sort();
  expect(found).toEqual([...expected].sort());
  const verdict = await nginxTest({ "nginx.conf": text });
  expect(verdict.message).toContain(message);
  expect(verdict.ok).toBe(message === "");
});

test.each([
  [
    "no responder",
    server("ssl_stapling on;", "srv.chain"),
    "stapling-no-ocsp-url",
    "no OCSP responder URL",
  ],
  [
    "no issuer",
    server("ssl_stapling on; ssl_stapling_responder http://127.0.0.1/;", "srv"),
    "stapling-no-issuer",
    "issuer certificate not found",
  ],
])("stapling with %s", async (_, text, rule, warning) => {
  expect((await check(text)).map((it) => it.rule)).toEqual([rule]);
  const verdict = await nginxTest({ "nginx.conf": text });
  expect(verdict.ok).toBe(true);
  expect(verdict.warnings.join()).toContain(warning);
});

test("stapling with an issuer and a responder", async () => {
  const more = "ssl_stapling on; ssl_stapling_responder http://127.0.0.1/; resolver 127.0.0.1;";
  for (const text of [
    server(more, "srv.chain"),
    server(`${more} ssl_trusted_certificate certs/bundle.crt;`, "srv"),
  ]) {
    expect(await check(text)).toEqual([]);
    expect((await nginxTest({ "nginx.conf": text })).warnings).toEqual([]);
  }
});
