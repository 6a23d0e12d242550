import { generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PemFile } from "#core";
import { createNodeHost } from "../../host/node.ts";

let folder = "";
const host = createNodeHost();

beforeAll(async () => {
  folder = slashes(await mkdtemp(join(tmpdir(), "nginx-tls-host-")));
});

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const path = `${folder}/${name}`;
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function pemOf(path: string): Promise<PemFile | undefined> {
  const facts = await host.inspectFile(path);
  return facts?.status === "read" ? facts.pem : undefined;
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

test("text is read with its byte order mark and line ends", async () => {
  const path = await write("text.conf", "\uFEFFserver é😀;\r\n");
  expect(await host.readFile(path)).toBe("\uFEFFserver é😀;\r\n");
});

test("folders, missing files and huge files have no text", async () => {
  const huge = await write("huge.conf", "");
  await truncate(huge, 32 * 1024 * 1024 + 1);
  expect(await host.readFile(huge)).toBeUndefined();
  expect(await host.readFile(folder)).toBeUndefined();
  expect(await host.readFile(`${folder}/missing.conf`)).toBeUndefined();
  expect(await host.readFile("bad\0name")).toBeUndefined();
});

test.runIf(process.platform !== "win32")("a device has no text", async () => {
  expect(await host.readFile("/dev/zero")).toBeUndefined();
  expect(await pemOf("/dev/zero")).toBeUndefined();
});

test("files of a folder are listed in byte order, folders are not", async () => {
  for (const name of ["b.conf", "B.conf", ".hidden", "\u{1F600}.conf", "\uFF01.conf"]) {
    await write(`list/${name}`, "");
  }
  await mkdir(`${folder}/list/sub`);
  expect(await host.listFiles(`${folder}/list`)).toEqual([
    ".hidden",
    "B.conf",
    "b.conf",
    "\uFF01.conf",
    "\u{1F600}.conf",
  ]);
  expect(await host.listFiles(`${folder}/missing`)).toEqual([]);
});

test("a restricted host sees only what it may read", async () => {
  const inside = await write("ws/inside.conf", "a;");
  const outside = await write("other/outside.conf", "b;");
  const key = await write("other/key.pem", pem(ec.privateKey));
  const restricted = createNodeHost({ readable: (path) => path.startsWith(`${folder}/ws/`) });
  expect(await restricted.readFile(inside)).toBe("a;");
  expect(await restricted.readFile(outside)).toBeUndefined();
  expect(await restricted.inspectFile(key)).toBeUndefined();
  expect(await restricted.glob(`${folder}/*/*.conf`)).toEqual([inside]);
  expect(await restricted.listFiles(`${folder}/other`)).toEqual([]);
  expect(await restricted.listFiles(`${folder}/ws/`)).toEqual(["inside.conf"]);
});

test("keys are known by their public key, whatever their format", async () => {
  const ids = await Promise.all(
    [
      rsa.privateKey.export({ type: "pkcs8", format: "pem" }),
      rsa.privateKey.export({ type: "pkcs1", format: "pem" }),
      ec.privateKey.export({ type: "sec1", format: "pem" }),
      ec.privateKey.export({ type: "pkcs8", format: "pem" }),
    ].map(async (text, index) => {
      const file = await pemOf(await write(`key${index}.pem`, text.toString()));
      const block = file?.blocks[0];
      return block?.kind === "private-key" ? [block.keyType, block.publicKeyId] : [];
    }),
  );
  expect(ids.map(([type]) => type)).toEqual(["RSA", "RSA", "EC", "EC"]);
  for (const [, id] of ids) expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect(ids[1]?.[1]).toBe(ids[0]?.[1]);
  expect(ids[3]?.[1]).toBe(ids[2]?.[1]);
  expect(ids[2]?.[1]).not.toBe(ids[0]?.[1]);
});

test("encrypted keys are recognised and stay closed", async () => {
  const options = { format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as const;
  const texts = [
    rsa.privateKey.export({ type: "pkcs8", ...options }),
    rsa.privateKey.export({ type: "pkcs1", ...options }),
  ];
  const file = await pemOf(await write("encrypted.pem", texts.join("")));
  const closed = {
    kind: "private-key",
    encrypted: true,
    keyType: "unknown",
    publicKeyId: undefined,
  };
  expect(file).toEqual({ blocks: [closed, closed] });
});

test("what is no key or certificate is told apart from what is a broken one", async () => {
  const text = [
    "-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----",
    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----",
    "-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----",
    "-----BEGIN PRIVATE KEY-----\nMIIBAAAA\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\n!!!\n-----END RSA PRIVATE KEY-----",
  ].join("\n");
  expect(await pemOf(await write("mixed.pem", text))).toEqual({
    blocks: [
      { kind: "other", label: "CERTIFICATE REQUEST" },
      { kind: "other", label: "EC PARAMETERS" },
      { kind: "broken", label: "CERTIFICATE" },
      { kind: "broken", label: "PRIVATE KEY" },
      { kind: "broken", label: "RSA PRIVATE KEY" },
    ],
  });
});

test("a key of an unknown kind is no broken key", async () => {
  // PKCS#8 whose algorithm is the unassigned 2.999.
  const der = Buffer.from("300d02010030040602883704020500", "hex");
  const text = `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
  expect((await pemOf(await write("unknown.pem", text)))?.blocks).toEqual([
    { kind: "private-key", encrypted: false, keyType: "unknown", publicKeyId: undefined },
  ]);
});

test("a file without PEM has no blocks; a missing or huge one is not read", async () => {
  const huge = await write("huge.pem", "");
  await truncate(huge, 1024 * 1024 + 1);
  expect(await pemOf(await write("garbage", "garbage"))).toEqual({ blocks: [] });
  expect(await pemOf(huge)).toBeUndefined();
  expect(await pemOf(`${folder}/missing.pem`)).toBeUndefined();
  expect(await pemOf(folder)).toBeUndefined();
});

test("a host told not to read certificates does not", async () => {
  const path = await write("private.pem", pem(ec.privateKey));
  expect(await createNodeHost({ readCertificates: false }).inspectFile(path)).toBeUndefined();
});

test("an unchanged file is answered from memory, a changed one is read again", async () => {
  const path = await write("cached.pem", pem(ec.privateKey));
  const first = await pemOf(path);
  expect(await pemOf(path)).toBe(first);
  await write("cached.pem", pem(rsa.privateKey));
  await utimes(path, 1, 1);
  const second = await pemOf(path);
  expect(second?.blocks).toMatchObject([{ keyType: "RSA" }]);
});

test("nothing of a key stays in what is kept", async () => {
  const text = pem(ec.privateKey);
  const file = await pemOf(await write("secret.pem", text));
  expect(file?.blocks).toHaveLength(1);
  const lines = text.split("\n").filter((it) => it && !it.startsWith("-"));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((it) => JSON.stringify(file).includes(it))).toEqual([]);
});

test.runIf(process.platform !== "win32")("links are followed", async () => {
  const target = await write("available/site", "server {}");
  await mkdir(`${folder}/enabled`);
  await symlink(target, `${folder}/enabled/site`);
  expect(await host.listFiles(`${folder}/enabled`)).toEqual(["site"]);
  expect(await host.glob(`${folder}/enabled/*`)).toEqual([`${folder}/enabled/site`]);
  expect(await host.readFile(`${folder}/enabled/site`)).toBe("server {}");
});

function pem(key: typeof ec.privateKey): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

test("a restricted host does not follow links out of what it may read", async () => {
  await write("secret/other.conf", "user root;");
  await write("links/own.conf", "user www;");
  await symlink(`${folder}/secret/other.conf`, `${folder}/links/file.conf`);
  await symlink(`${folder}/secret`, `${folder}/links/folder`);
  await symlink(`${folder}/links/own.conf`, `${folder}/links/inside.conf`);
  const top = `${folder}/links`;
  const restricted = createNodeHost({
    readable: (path) => path === top || path.startsWith(`${top}/`),
  });
  expect(await restricted.readFile(`${top}/own.conf`)).toBe("user www;");
  expect(await restricted.readFile(`${top}/inside.conf`)).toBe("user www;");
  expect(await restricted.readFile(`${top}/file.conf`)).toBeUndefined();
  expect(await restricted.readFile(`${top}/folder/other.conf`)).toBeUndefined();
  expect(await restricted.listFiles(`${top}/folder`)).toEqual([]);
  expect(await restricted.glob(`${top}/folder/*.conf`)).toEqual([]);
  expect(await host.readFile(`${top}/file.conf`)).toBe("user root;");
});
