/** The world as Node sees it: files from the disk, certificates by node:crypto. */
import type { Stats } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { dirname } from "node:path/posix";
import type { Host } from "#core";
import { createInspector } from "./file-facts.ts";
import { filesIn, foldersIn, globFiles } from "./glob.ts";

export interface NodeHostOptions {
  /** Whether a path may be read; everything may when absent. Asked before anything is opened. */
  readonly readable?: (path: string) => boolean;
  /** False: certificate and key files are never opened. */
  readonly readCertificates?: boolean;
}

const MAX_TEXT = 32 * 1024 * 1024;

/** A host that reads what the process may read, or less: see the options. */
export function createNodeHost(options: NodeHostOptions = {}): Host {
  const { readable = () => true, readCertificates = true } = options;
  const inspect = createInspector();

  async function allowed(path: string): Promise<boolean> {
    if (!options.readable) return true;
    return readable(path) && (await staysBelow(path, topmost(path, readable)));
  }

  return {
    async readFile(path) {
      if (!(await allowed(path)) || !(await plainFile(path, MAX_TEXT))) return undefined;
      return textOf(path);
    },
    async listFiles(folder) {
      if (!(await allowed(folder))) return [];
      const names = await filesIn(folder);
      return names.filter((name) => readable(`${folder.replace(/\/$/, "")}/${name}`));
    },
    async listFolders(folder) {
      return (await allowed(folder)) ? foldersIn(folder) : [];
    },
    async glob(pattern) {
      const found = await globFiles(pattern);
      const may = await Promise.all(found.map(allowed));
      return found.filter((_, index) => may[index]);
    },
    async inspectFile(path) {
      return readCertificates && (await allowed(path)) ? inspect(path) : undefined;
    },
  };
}

/** The outermost folder above `path` that may be read, or the folder it lies in. */
function topmost(path: string, readable: (path: string) => boolean): string {
  let top = dirname(path);
  for (let parent = dirname(top); parent !== top && readable(parent); parent = dirname(top)) {
    top = parent;
  }
  return top;
}

/** False if a symbolic link leads from below `folder` to elsewhere. */
async function staysBelow(path: string, folder: string): Promise<boolean> {
  try {
    const [file, top] = await Promise.all([realpath(path), realpath(folder)]);
    return file === top || file.startsWith(top.endsWith(sep) ? top : top + sep);
  } catch {
    return false;
  }
}

/** Refuses folders, pipes and devices, whose reading may never end, and files over `limit` bytes. */
async function plainFile(path: string, limit: number): Promise<Stats | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() && stats.size <= limit ? stats : undefined;
}

/** Decoded as UTF-8; a byte order mark is kept, since nginx reads it as text. */
async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
