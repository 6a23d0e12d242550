/** Whether git tracks a file, read from the repository's index. No program is run. */
import { open, readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { FileState } from "#core";

/** An index of some 300 000 files. */
const MAX_INDEX = 32 * 1024 * 1024;

/** Nothing for a file outside of repositories, or where the index can't be understood. */
export async function isTracked(path: string): Promise<Pick<FileState, "isTracked">> {
  try {
    const real = join(await realpath(dirname(path)), path.slice(path.lastIndexOf("/") + 1));
    const repository = await repositoryOf(dirname(real));
    const index = repository && (await readIndex(join(repository.data, "index")));
    if (!repository || !index) return {};
    const name = relative(repository.folder, real).split(sep).join("/");
    const found = indexHas(index, name);
    return found === undefined ? {} : { isTracked: found };
  } catch {
    return {};
  }
}

interface Repository {
  /** The work tree. */
  readonly folder: string;
  /** The folder that has the index. */
  readonly data: string;
}

async function repositoryOf(folder: string): Promise<Repository | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const entry = join(at, ".git");
    const stats = await stat(entry).catch(() => undefined);
    if (stats?.isDirectory()) return { folder: at, data: entry };
    if (stats?.isFile() && stats.size < 4096) {
      // A linked work tree or a submodule.
      const target = /^gitdir: (.+?)\s*$/.exec(await readFile(entry, "utf8"))?.[1];
      if (target === undefined) return undefined;
      return { folder: at, data: isAbsolute(target) ? target : join(at, target) };
    }
    if (dirname(at) === at) return undefined;
  }
}

interface KnownIndex {
  readonly state: string;
  readonly content: Buffer;
}

/** Of the repository asked for last: the files of a configuration mostly lie in one. */
let last: { readonly path: string; readonly index: KnownIndex } | undefined;

async function readIndex(path: string): Promise<Buffer | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile() || stats.size > MAX_INDEX) return undefined;
  const state = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
  if (last?.path === path && last.index.state === state) return last.index.content;
  const file = await open(path);
  try {
    const content = Buffer.alloc(stats.size);
    const { bytesRead } = await file.read(content, 0, content.length, 0);
    if (bytesRead < content.length) return undefined;
    last = { path, index: { state, content } };
    return content;
  } finally {
    await file.close();
  }
}

/** Of an entry: times, ids and mode, then the object's name (SHA-1), then two bytes of flags. */
const FIXED = 62;

/**
 * True if the index has an entry of this name; undefined for an index that is not of version 2, 3 or 4
 * (https://git-scm.com/docs/index-format).
 */
export function indexHas(index: Buffer, name: string): boolean | undefined {
  if (index.length < 12 || index.toString("latin1", 0, 4) !== "DIRC") return undefined;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const wanted = Buffer.from(name);
  let before: Buffer = Buffer.alloc(0);
  let at = 12;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    if (at + FIXED > index.length) return undefined;
    const isExtended = (index.readUInt16BE(at + FIXED - 2) & 0x4000) !== 0;
    let start = at + FIXED + (isExtended ? 2 : 0);
    let kept = 0;
    if (version === 4) {
      const [dropped, next] = varint(index, start);
      kept = before.length - dropped;
      start = next;
    }
    const end = index.indexOf(0, start);
    if (end < 0 || kept < 0) return undefined;
    const rest = index.subarray(start, end);
    const entry = version === 4 ? Buffer.concat([before.subarray(0, kept), rest]) : rest;
    if (entry.equals(wanted)) return true;
    before = version === 4 ? entry : before;
    at = version === 4 ? end + 1 : at + (((end - at + 8) >> 3) << 3);
  }
  return false;
}

/** An offset as in pack files: seven bits a byte, and each that goes on counts one more. */
function varint(bytes: Buffer, from: number): readonly [number, number] {
  let at = from;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && at < bytes.length) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return [value, at];
}
