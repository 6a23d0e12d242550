import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FileFacts } from "#core";
import { createNodeHost } from "../../host/node.ts";

let folder = "";
const host = createNodeHost();
const isPosix = process.platform !== "win32";

beforeAll(async () => {
  folder = (await mkdtemp(join(tmpdir(), "nginx-tls-facts-"))).replaceAll("\\", "/");
});

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = `${folder}/${name}`;
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function statusOf(path: string): Promise<FileFacts["status"] | undefined> {
  return (await host.inspectFile(path))?.status;
}

test("what can't be read is told by its reason", async () => {
  const huge = await write("huge", "");
  await truncate(huge, 2 ** 30);
  expect(await statusOf(huge)).toBe("too-large");
  expect(await statusOf(`${folder}/none`)).toBe("missing");
  expect(await statusOf(`${huge}/below`)).toBe("missing");
  expect(await statusOf(folder)).toBe("not-a-file");
  expect(await statusOf("bad\0name")).toBe("failed");
});

test.runIf(isPosix)("links in a circle, links to nothing, pipes and devices", async () => {
  await symlink("circle", `${folder}/circle`);
  await symlink("nowhere", `${folder}/dangling`);
  execFileSync("mkfifo", [`${folder}/pipe`]);
  expect(await statusOf(`${folder}/circle`)).toBe("failed");
  expect(await statusOf(`${folder}/dangling`)).toBe("missing");
  expect(await statusOf(`${folder}/pipe`)).toBe("not-a-file");
  expect(await statusOf("/dev/zero")).toBe("not-a-file");
});

test.runIf(isPosix && process.getuid?.() !== 0)("a file that is not ours to read", async () => {
  const path = await write("secret", "x");
  await chmod(path, 0);
  expect(await host.inspectFile(path)).toMatchObject({ status: "denied", access: { mode: 0 } });
});

test.runIf(isPosix)("who may read a file", async () => {
  const path = await write("key.pem", "");
  await chmod(path, 0o640);
  expect(await host.inspectFile(path)).toMatchObject({
    access: { mode: 0o640, owner: expect.any(String), group: expect.any(String) },
  });
  // Times stay, so that only the mode tells that the file is another.
  await chmod(path, 0o600);
  expect(await host.inspectFile(path)).toMatchObject({ access: { mode: 0o600 } });
});

test("the size of a ticket key, and of a password file the lines, but not what they say", async () => {
  const tickets = await host.inspectFile(await write("tickets", new Uint8Array(80).fill(200)));
  expect(tickets).toMatchObject({ status: "read", size: 80 });
  const text = `\r\nhunter2\n pass word\n${"x".repeat(4096)}`;
  const passwords = await host.inspectFile(await write("passwords", text));
  expect(passwords).toMatchObject({
    lines: { count: 4, isFirstEmpty: true, hasOuterBlank: true, hasTooLong: true },
  });
  expect(JSON.stringify(passwords)).not.toMatch(/hunter2|pass word|xxxx/);
});

test.each([
  ["one line", "secret", { count: 1, isFirstEmpty: false, hasOuterBlank: false }],
  ["a final newline", "secret\r\n", { count: 1, isFirstEmpty: false, hasOuterBlank: false }],
  ["nothing", "", { count: 0, isFirstEmpty: true, hasOuterBlank: false }],
])("a password file with %s", async (_, text, lines) => {
  expect(await host.inspectFile(await write("pass", text))).toMatchObject({ lines });
});

/** Keys in the forms that nginx reads, for the search of their content in what is kept. */
test("no secret is in what is kept of any kind of key", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const parts = privateKey.export({ format: "jwk" });
  const texts = [
    privateKey.export({ type: "pkcs1", format: "pem" }),
    privateKey.export({ type: "pkcs8", format: "pem" }),
    privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }),
  ].map(String);
  const path = await write("all.key", texts.join(""));
  const kept = JSON.stringify(await host.inspectFile(path));
  for (const line of texts
    .join("")
    .split("\n")
    .filter((it) => it !== "" && !it.startsWith("-"))) {
    expect(kept).not.toContain(line);
  }
  expect(kept).not.toContain(parts.d);
  expect(kept).toContain('"bits":2048');
});

test("in no repository, nothing is said of git", async () => {
  const path = await write("alone/a.key", "");
  const facts = await host.inspectFile(path);
  expect(facts).toMatchObject({ status: "read" });
  expect(facts).not.toHaveProperty("isTracked");
});

test("an index that can't be understood says nothing", async () => {
  const path = await write("repo/a.key", "");
  await mkdir(`${folder}/repo/.git`);
  for (const content of [
    "",
    "DIRC",
    "DIRC\0\0\0\u0009\0\0\0\u0001",
    "DIRC\0\0\0\u0002\0\0\0\u0001",
  ]) {
    await write("repo/.git/index", content);
    expect(await host.inspectFile(path)).not.toHaveProperty("isTracked");
  }
  await write("repo/.git/index", "DIRC\0\0\0\u0002\0\0\0\0");
  expect(await host.inspectFile(path)).toMatchObject({ isTracked: false });
});

test("a linked work tree has its index elsewhere", async () => {
  const path = await write("tree/conf/a.key", "");
  await write("main/.git/worktrees/tree/index", index("conf/a.key"));
  await write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
  expect(await host.inspectFile(path)).toMatchObject({ isTracked: true });
  await write("main/.git/worktrees/tree/index", index("conf/a.ke"));
  expect(await host.inspectFile(path)).toMatchObject({ isTracked: false });
});

/** An index of version 2 with one entry. */
function index(name: string): Uint8Array {
  const entry = Buffer.alloc(Math.ceil((62 + name.length + 1) / 8) * 8);
  entry.writeUInt16BE(name.length, 60);
  entry.write(name, 62);
  return Buffer.concat([Buffer.from("DIRC\0\0\0\u0002\0\0\0\u0001"), entry]);
}
