/** The host's reading of certificates against what OpenSSL made and nginx accepts. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import type { PemBlock } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { nginxTest } from "./harness.ts";

const run = promisify(execFile);

function path(name: string): string {
  return join(inject("certificates"), name);
}

async function blocks(name: string): Promise<readonly PemBlock[]> {
  const file = await createNodeHost().inspectFile(path(name));
  if (file?.status !== "read") throw new Error(`${name} can't be read`);
  return file.pem.blocks;
}

/** Key type and public key of the only block. */
async function identity(name: string): Promise<{ type: string; id: string | undefined }> {
  const [block] = await blocks(name);
  if (block?.kind !== "certificate" && block?.kind !== "private-key") throw new Error(name);
  return { type: block.keyType, id: block.publicKeyId };
}

async function derive(name: string, ...command: string[]): Promise<void> {
  await run("openssl", [...command, "-out", name], { cwd: inject("certificates") });
}

test.each([
  ["srv", "RSA"],
  ["rl", "RSA"],
  ["ec", "EC"],
])("certificate and key of %s share one public key of type %s", async (name, type) => {
  const certificate = await identity(`${name}.crt`);
  expect(certificate).toEqual({ type, id: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await identity(`${name}.key`)).toEqual(certificate);
});

test("keys of different certificates differ", async () => {
  expect((await identity("srv.key")).id).not.toBe((await identity("rl.crt")).id);
});

test.each([
  ["PKCS#1", ["rsa", "-in", "srv.key", "-traditional"]],
  ["PKCS#8", ["pkcs8", "-topk8", "-nocrypt", "-in", "srv.key"]],
])("a %s key is the same key", async (_, command) => {
  await derive("format.pem", ...command);
  expect(await identity("format.pem")).toEqual(await identity("srv.crt"));
});

test("an EC key with its parameters before it is read", async () => {
  await derive("parameters.pem", "ecparam", "-name", "prime256v1", "-genkey");
  expect((await blocks("parameters.pem")).map((it) => it.kind)).toEqual(["other", "private-key"]);
});

test("a trusted certificate and one with text around it are read", async () => {
  await derive("trusted.crt", "x509", "-in", "srv.crt", "-trustout");
  await derive("text.crt", "x509", "-in", "srv.crt", "-text");
  expect(await blocks("trusted.crt")).toEqual(await blocks("srv.crt"));
  expect(await blocks("text.crt")).toEqual(await blocks("srv.crt"));
});

test.each([
  ["srv.chain.crt", ["certificate", "certificate"]],
  ["both_keyfirst.pem", ["private-key", "certificate"]],
  ["cert_key_int.pem", ["certificate", "private-key", "certificate"]],
  ["root.crl", ["crl"]],
  ["dh2048", ["dh-parameters"]],
  ["garbage", []],
  ["empty", []],
])("%s holds %j", async (name, kinds) => {
  expect((await blocks(name)).map((it) => it.kind)).toEqual(kinds);
});

test.each(["srv.enc.key", "srv.enctrad.key"])("%s is encrypted", async (name) => {
  expect(await blocks(name)).toEqual([
    { kind: "private-key", encrypted: true, keyType: "unknown", publicKeyId: undefined },
  ]);
});

test("subjects are one line", async () => {
  expect(await blocks("cli.crt")).toMatchObject([{ subject: "CN=client" }]);
});

test("DER is not PEM", async () => {
  await derive("srv.der", "x509", "-in", "srv.crt", "-outform", "DER");
  expect(await blocks("srv.der")).toEqual([]);
});

test.each([
  ["as it is", (text: string) => text, true],
  ["with CRLF", (text: string) => text.replaceAll("\n", "\r\n"), true],
  ["with trailing blanks", (text: string) => text.replaceAll("\n", "  \n"), true],
  ["with a byte order mark", (text: string) => `\uFEFF${text}`, true],
  ["without a final newline", (text: string) => text.trimEnd(), true],
  ["indented", (text: string) => text.replaceAll(/^/gm, " "), false],
  ["cut off", (text: string) => text.slice(0, 400), false],
  ["with a byte changed", (text: string) => text.replace("\nMII", "\nMIZ"), false],
])("a certificate %s is whole for the host just when nginx loads it", async (_, change, whole) => {
  const text = change(await readFile(path("rl.crt"), "utf8"));
  const { ok } = await nginxTest({
    "nginx.conf": `events {}
http {
    server {
        listen 127.0.0.1:18443 ssl;
        ssl_certificate changed.crt;
        ssl_certificate_key certs/rl.key;
    }
}
`,
    "changed.crt": text,
  });
  expect(ok).toBe(whole);
  await writeFile(path("changed.crt"), text);
  const kinds = (await blocks("changed.crt")).map((it) => it.kind);
  expect(kinds.length > 0 && kinds.every((it) => it === "certificate")).toBe(whole);
});
