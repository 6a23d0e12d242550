/** The host's reading of certificates against what OpenSSL made and nginx accepts. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import type { PemBlock, X509 } from "#core";
import { isCa, isSelfIssued, mayHaveIssued } from "../../core/certificates/chain.ts";
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
  const [plain] = await blocks("srv.crt");
  expect(await blocks("trusted.crt")).toEqual([{ ...plain, hasTrustSettings: true }]);
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

/** The certificates of a file, as read here. */
async function read(name: string): Promise<readonly X509[]> {
  return (await blocks(name)).flatMap((it) =>
    it.kind === "certificate" && it.x509 ? [it.x509] : [],
  );
}

async function openssl(...args: string[]): Promise<string> {
  const { stdout } = await run("openssl", args, { cwd: inject("certificates") });
  return stdout.trim();
}

test.each(["srv.crt", "root.crt", "ec.crt", "ed.crt", "sha1.crt", "exp.crt", "w1024.crt"])(
  "%s says to us what it says to OpenSSL",
  async (name) => {
    if (name === "ed.crt") {
      await derive("ed.key", "genpkey", "-algorithm", "ed25519");
      const options = ["-key", "ed.key", "-subj", '/CN=Ed/O=A, "B" é', "-days", "10"];
      await derive("ed.crt", "req", "-x509", "-new", "-utf8", ...options);
    }
    const [it] = await read(name);
    if (!it) throw new Error(name);
    const said = async (option: string) => {
      const text = await openssl("x509", "-in", name, "-noout", `-${option}`, "-nameopt", "utf8");
      return text.replace(/^[^=]*=/, "");
    };
    expect(it.serial.replace(/^00/, "").toUpperCase()).toBe(await said("serial"));
    expect(it.notBefore).toBe(Date.parse(await said("startdate")));
    expect(it.notAfter).toBe(Date.parse(await said("enddate")));
    const print = await openssl("x509", "-in", name, "-sha256", "-fingerprint", "-noout");
    expect(it.fingerprint.toUpperCase()).toBe(print.replace(/.*=|:/g, ""));
    const text = await openssl("x509", "-in", name, "-noout", "-text");
    expect(text).toContain(
      `Signature Algorithm: ${it.signature.name.toUpperCase().startsWith("ED") ? it.signature.name.toUpperCase() : it.signature.name}`,
    );
    if (it.key.bits !== undefined) expect(text).toContain(`Public-Key: (${it.key.bits} bit)`);
    if (it.key.curve !== undefined) expect(text).toContain(`ASN1 OID: ${it.key.curve}`);
    if (it.subjectKeyId !== undefined) {
      expect(text.replaceAll(":", "").toLowerCase()).toContain(it.subjectKeyId);
    }
    expect(it.constraints?.isCa ?? false).toBe(text.includes("CA:TRUE"));
    for (const dns of it.alternativeNames?.dns ?? []) expect(text).toContain(`DNS:${dns}`);
  },
);

test("names, purposes, usages, addresses and URLs are read", async () => {
  const extensions = [
    "subjectAltName=DNS:a.example.com,IP:192.0.2.1,IP:2001:db8::1,email:a@example.com,URI:http://x/",
    "extendedKeyUsage=serverAuth,clientAuth,1.3.6.1.4.1.311.20.2.2",
    "keyUsage=critical,digitalSignature,keyAgreement",
    "basicConstraints=critical,CA:TRUE,pathlen:2",
    "authorityInfoAccess=OCSP;URI:http://ocsp.x/,caIssuers;URI:http://ca.x/ca.crt",
    "crlDistributionPoints=URI:http://crl.x/a.crl",
    "tlsfeature=status_request",
  ];
  const options = ["-key", "rl.key", "-subj", "/C=DE/O=Example \\+ Co/CN=First/CN=Second"];
  const added = extensions.flatMap((it) => ["-addext", it]);
  await derive("rich.crt", "req", "-x509", "-new", ...options, ...added);
  expect((await read("rich.crt"))[0]).toMatchObject({
    version: 3,
    subject: { text: "C=DE, O=Example + Co, CN=First, CN=Second" },
    commonName: "Second",
    alternativeNames: {
      dns: ["a.example.com"],
      ip: ["192.0.2.1", "2001:db8::1"],
      other: ["email:a@example.com", "URI:http://x/"],
    },
    extendedKeyUsage: ["serverAuth", "clientAuth", "1.3.6.1.4.1.311.20.2.2"],
    keyUsage: ["digitalSignature", "keyAgreement"],
    constraints: { isCa: true, pathLength: 2 },
    ocspUrls: ["http://ocsp.x/"],
    issuerUrls: ["http://ca.x/ca.crt"],
    crlUrls: ["http://crl.x/a.crl"],
    mustStaple: true,
    isLogged: false,
    signature: { hash: "sha256" },
  });
});

test("issuers are found by name and key, and who signed itself by its signature", async () => {
  const files = await Promise.all(["srv.crt", "int.crt", "root.crt", "stranger.crt"].map(read));
  const [leaf, int, root, stranger] = files.map((it) => it[0]);
  if (!leaf || !int || !root || !stranger) throw new Error("a certificate is missing");
  expect(mayHaveIssued(int, leaf)).toBe(true);
  expect(mayHaveIssued(root, int)).toBe(true);
  expect(mayHaveIssued(root, leaf)).toBe(false);
  expect(mayHaveIssued(stranger, int)).toBe(false);
  expect([leaf, int, root, stranger].map(isSelfIssued)).toEqual([false, false, true, true]);
  expect([leaf, int, root, stranger].map(isCa)).toEqual([false, true, true, true]);
  expect((await blocks("root.crt"))[0]).toMatchObject({ signedByItself: true });
  expect((await blocks("srv.crt"))[0]).toMatchObject({ signedByItself: false });
});

test("revocation lists and DH parameters say what OpenSSL says", async () => {
  const [crl] = await blocks("root.crl");
  if (crl?.kind !== "crl") throw new Error("root.crl");
  const text = await openssl("crl", "-in", "root.crl", "-noout", "-text");
  const dateAfter = (label: string) =>
    Date.parse(new RegExp(`${label}: (.*)`).exec(text)?.[1] ?? "");
  expect(crl.thisUpdate).toBe(dateAfter("Last Update"));
  expect(crl.nextUpdate).toBe(dateAfter("Next Update"));
  expect(crl).toMatchObject({ issuer: { text: "CN=Test Root" }, entries: 0 });
  expect(await blocks("dh1024")).toEqual([{ kind: "dh-parameters", bits: 1024 }]);
  expect(await blocks("dh2048")).toEqual([{ kind: "dh-parameters", bits: 2048 }]);
});

test.each([
  ["RSA", ["rsa", "-in", "srv.key"], { keyType: "RSA", bits: 2048 }],
  ["EC", ["ec", "-in", "ec.key"], { keyType: "EC", curve: "prime256v1" }],
  ["Ed25519", ["genpkey", "-algorithm", "ed25519"], { keyType: "Ed25519" }],
  ["Ed448", ["genpkey", "-algorithm", "ed448"], { keyType: "Ed448" }],
  [
    "RSA-PSS",
    ["genpkey", "-algorithm", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"],
    { keyType: "RSA-PSS", bits: 2048 },
  ],
] as const)("of a key for %s its kind and size are told", async (_, command, expected) => {
  await derive("kind.key", ...command);
  expect(await blocks("kind.key")).toMatchObject([{ kind: "private-key", ...expected }]);
});

test("files in other forms than PEM are told apart", async () => {
  const folder = inject("certificates");
  await derive("form.der", "x509", "-in", "srv.crt", "-outform", "DER");
  await derive("form.keyder", "rsa", "-in", "srv.key", "-outform", "DER");
  await derive("form.p7b", "crl2pkcs7", "-nocrl", "-certfile", "srv.crt", "-outform", "DER");
  const bag = ["pkcs12", "-export", "-in", "srv.crt", "-inkey", "srv.key", "-passout", "pass:x"];
  await derive("form.p12", ...bag);
  const pem = await readFile(join(folder, "srv.crt"), "utf8");
  await writeFile(join(folder, "form.utf16"), Buffer.from(`\uFEFF${pem}`, "utf16le"));
  await writeFile(join(folder, "form.indented"), pem.replaceAll(/^/gm, "\t"));
  await writeFile(join(folder, "form.glued"), `${pem.trimEnd()}${pem}`);
  const formOf = async (name: string) => {
    const file = await createNodeHost().inspectFile(path(name));
    return file?.status === "read" ? file.pem.form : file;
  };
  expect(await formOf("form.der")).toBe("DER");
  expect(await formOf("form.keyder")).toBe("DER");
  expect(await formOf("form.p7b")).toBe("PKCS#7");
  expect(await formOf("form.p12")).toBe("PKCS#12");
  expect(await formOf("form.utf16")).toBe("UTF-16");
  expect(await formOf("form.indented")).toBe("indented");
  expect(await formOf("empty")).toBe("empty");
  expect(await formOf("garbage")).toBeUndefined();
  expect((await blocks("form.glued"))[0]).toEqual({
    kind: "broken",
    label: "CERTIFICATE",
    flaw: "glued",
  });
});

test("git's own index is understood, in each of its versions", async () => {
  const folder = await mkdtemp(join(tmpdir(), "nginx-tls-git-"));
  const git = (...args: string[]) => run("git", args, { cwd: folder });
  await git("init", "-q");
  await mkdir(join(folder, "conf/tls"), { recursive: true });
  const names = ["a.key", "conf/tls/b.key", "conf/tls/é.key", "conf/tls/untracked.key"];
  for (const name of names) await writeFile(join(folder, name), "");
  await git("add", ...names.slice(0, 3));
  for (const version of ["2", "3", "4"]) {
    await git("update-index", "--index-version", version);
    if (version === "3") await git("add", "--intent-to-add", "conf/tls/untracked.key");
    const host = createNodeHost();
    const facts = await Promise.all(names.map((it) => host.inspectFile(join(folder, it))));
    expect(facts.map((it) => it?.isTracked)).toEqual([true, true, true, version !== "2"]);
  }
  await rm(folder, { recursive: true });
});
