/** Inspects the files that a configuration names, bounded in time and memory. Never throws. */
import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { type FileFacts, type FileState, inspectContent, type UnreadFile } from "#core";
import { accessOf } from "./access.ts";
import { createGit } from "./git.ts";
import { KEY_READER } from "./pem.ts";

/** Bundles of CAs have about 230 kB. */
const MAX_SIZE = 1024 * 1024;

/** More files than a configuration names: the memory is emptied then. */
const MAX_REMEMBERED = 10_000;

/** Remembers what it read for as long as a file is the same. */
export function createInspector(): (path: string) => Promise<FileFacts> {
  const isTracked = createGit();
  const known = new Map<string, { readonly state: string; readonly facts: FileFacts }>();
  return async (path) => {
    const found = await statOf(path);
    if (typeof found === "string") return { status: found };
    const surroundings: FileState = { ...(await accessOf(found)), ...(await isTracked(path)) };
    const state = `${JSON.stringify(surroundings)} ${found.mtimeNs} ${found.ctimeNs} ${found.size} ${found.ino}`;
    const before = known.get(path);
    if (before?.state === state) return before.facts;
    const facts: FileFacts = { ...(await read(path, found)), ...surroundings };
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(path, { state, facts });
    return facts;
  };
}

async function statOf(path: string): Promise<BigIntStats | UnreadFile["status"]> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    return reasonOf(error);
  }
}

async function read(path: string, stats: BigIntStats): Promise<FileFacts> {
  if (!stats.isFile()) return { status: "not-a-file" };
  if (stats.size > MAX_SIZE) return { status: "too-large" };
  let file: FileHandle | undefined;
  try {
    // A pipe put in the file's place meanwhile must not make this wait.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await file.stat()).isFile()) return { status: "not-a-file" };
    const size = Number(stats.size);
    const bytes = await readUpTo(file, size + 1);
    // It grew meanwhile: the next time it is another file.
    if (bytes.length > size) return { status: "failed" };
    return { status: "read", ...inspectContent(bytes, KEY_READER) };
  } catch (error) {
    return { status: reasonOf(error) };
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function readUpTo(file: FileHandle, limit: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(limit);
  let length = 0;
  while (length < limit) {
    const { bytesRead } = await file.read(buffer, length, limit - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function reasonOf(error: unknown): UnreadFile["status"] {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "missing";
  return code === "EACCES" || code === "EPERM" ? "denied" : "failed";
}
