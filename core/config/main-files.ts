/** Looks for main files: in the folders above a file, and in whole folders, within bounds. */
import { folderOf, isBelow, join } from "./paths.ts";

/** What a search may ask. */
export interface Listing {
  /** Names of the plain files in a folder. */
  listFiles(folder: string): Promise<readonly string[]>;
  listFolders(folder: string): Promise<readonly string[]>;
}

/** A search looks at so many folders, the nearest first, and finds so many files. */
const MAX_FOLDERS = 1000;
const MAX_FILES = 500;

const NAME = /^nginx\.conf|\.conf(\.(j2|jinja2?|erb|tmpl|tpl|template|in))?$/;
/** Leftovers and examples: nothing runs with them. */
const LEFTOVER =
  /(~|\.(bak|orig|old|rej|swp|save|default|dist|example|sample|dpkg-.*|rpm(new|save|orig)))$/;
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "vendor", "__pycache__"]);

/** True if a main file may have this name. */
function mayNameMainFile(name: string): boolean {
  return NAME.test(name) && !LEFTOVER.test(name);
}

/**
 * The files in the folder of `path` and the folders above it that may be main files by name, the nearest
 * first and `nginx.conf` before others. `roots`: folders not to leave; empty: up to the root.
 */
export async function* candidatesAbove(
  path: string,
  roots: readonly string[],
  source: Listing,
): AsyncGenerator<string> {
  for (const folder of foldersAbove(path, roots)) {
    for (const name of await candidateNames(folder, source)) yield join(folder, name);
  }
}

/** The files in these folders and all below that may be main files by name, the nearest first. */
export async function candidatesBelow(
  folders: readonly string[],
  source: Listing,
): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = [...folders];
  for (let at = 0; at < pending.length && at < MAX_FOLDERS; at++) {
    const folder = pending[at] ?? "";
    for (const name of await candidateNames(folder, source)) found.push(join(folder, name));
    if (found.length >= MAX_FILES) break;
    for (const name of await source.listFolders(folder)) {
      const below = join(folder, name);
      if (!name.startsWith(".") && !SKIPPED.has(name)) pending.push(below);
    }
  }
  return found.slice(0, MAX_FILES);
}

async function candidateNames(folder: string, source: Listing): Promise<readonly string[]> {
  const names = (await source.listFiles(folder)).filter(mayNameMainFile);
  const rank = (name: string) => (name === "nginx.conf" ? 0 : 1);
  return names.sort((a, b) => rank(a) - rank(b));
}

function* foldersAbove(path: string, roots: readonly string[]): Generator<string> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (roots.length > 0 && !roots.some((root) => isBelow(folder, root))) return;
    yield folder;
    if (folder === folderOf(folder)) return;
  }
}
