/** Whether git tracks a file, read from the repository's index. No program is run. */
import { open, readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { FileState } from "#core";

/** An index of some 150 000 files. */
const MAX_INDEX = 16 * 1024 * 1024;

interface Repository {
  /** The work tree. */
  readonly folder: string;
  readonly index: string;
}

interface Known {
  readonly state: string;
  /** Undefined for an index that can't be understood. */
  readonly names: ReadonlySet<string> | undefined;
}

/**
 * Tells of a file whether it is tracked; nothing for one outside of repositories, or if the index can't be
 * understood. Remembers in which repository a folder is, and of the last index what it lists.
 */
export function createGit(): (path: string) => Promise<Pick<FileState, "isTracked">> {
  const folders = new Map<string, Promise<Placed>>();
  const indexes = new Map<string, Promise<Known | undefined>>();
  let last: { readonly path: string; readonly known: Known } | undefined;

  async function place(folder: string): Promise<Placed> {
    const real = await realpath(folder);
    return { real, repository: await repositoryOf(real) };
  }

  async function read(path: string): Promise<Known | undefined> {
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > MAX_INDEX) return undefined;
    const state = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    if (last?.path === path && last.known.state === state) return last.known;
    const content = await contentOf(path, stats.size);
    const known = { state, names: content && namesIn(content) };
    last = { path, known };
    return known;
  }

  /** Asked for many files at a time, the index is looked at once. */
  function index(path: string): Promise<Known | undefined> {
    let reading = indexes.get(path);
    if (!reading) {
      reading = read(path).finally(() => indexes.delete(path));
      indexes.set(path, reading);
    }
    return reading;
  }

  return async (path) => {
    try {
      const folder = dirname(path);
      const placing = folders.get(folder) ?? place(folder);
      folders.set(folder, placing);
      const { real, repository } = await placing;
      const names = repository && (await index(repository.index))?.names;
      if (!names) return {};
      const file = join(real, path.slice(path.lastIndexOf("/") + 1));
      return { isTracked: names.has(relative(repository.folder, file).split(sep).join("/")) };
    } catch {
      return {};
    }
  };
}

interface Placed {
  readonly real: string;
  readonly repository: Repository | undefined;
}

async function repositoryOf(folder: string): Promise<Repository | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const entry = join(at, ".git");
    const stats = await stat(entry).catch(() => undefined);
    if (stats?.isDirectory()) return { folder: at, index: join(entry, "index") };
    if (stats?.isFile() && stats.size < 4096) {
      // A linked work tree or a submodule.
      const target = /^gitdir: (.+?)\s*$/.exec(await readFile(entry, "utf8"))?.[1];
      if (target === undefined) return undefined;
      return { folder: at, index: join(isAbsolute(target) ? target : join(at, target), "index") };
    }
    if (dirname(at) === at) return undefined;
  }
}

async function contentOf(path: string, size: number): Promise<Buffer | undefined> {
  const file = await open(path);
  try {
    const content = Buffer.alloc(size);
    const { bytesRead } = await file.read(content, 0, size, 0);
    return bytesRead < size ? undefined : content;
  } finally {
    await file.close();
  }
}

/** Of an entry: times, ids and mode, then the object's name (SHA-1), then two bytes of flags. */
const FIXED = 62;

/**
 * The names that an index lists; undefined for one that is cut off, or not of version 2, 3 or 4
 * (https://git-scm.com/docs/index-format).
 */
function namesIn(index: Buffer): ReadonlySet<string> | undefined {
  if (index.length < 12 || index.toString("latin1", 0, 4) !== "DIRC") return undefined;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const names = new Set<string>();
  let before: Buffer = Buffer.alloc(0);
  let at = 12;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    if (at + FIXED > index.length) return undefined;
    const isExtended = (index.readUInt16BE(at + FIXED - 2) & 0x4000) !== 0;
    const start = at + FIXED + (isExtended ? 2 : 0);
    const [dropped, from] = version === 4 ? varint(index, start) : [0, start];
    const end = index.indexOf(0, from);
    if (end < 0 || dropped > before.length) return undefined;
    const rest = index.subarray(from, end);
    if (version === 4) {
      before = Buffer.concat([before.subarray(0, before.length - dropped), rest]);
      at = end + 1;
    } else {
      before = rest;
      at += ((end - at + 8) >> 3) << 3;
    }
    names.add(before.toString());
  }
  return names;
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
