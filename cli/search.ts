/** Looks for files in a folder that may be nginx configuration. Their content decides later. */
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { compareTexts } from "#core";
import { attempt, readHead, reasonOf } from "./targets.ts";

const SKIPPED: ReadonlySet<string> = new Set([
  ".cache",
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "node_modules",
]);

const NAME =
  /\.(conf|nginx|nginxconf|vhost)$|^nginx\.conf\.(default|dist|example|sample)$|\.conf\.(j2|jinja2?|erb|tmpl|tpl|template)$/;
const FOLDER =
  /^(sites-(available|enabled)|conf\.d|vhosts\.d|snippets|modules-(available|enabled))$/;
/** Leftovers of editors and package managers, and other files beside a configuration. */
const NOT_A_FILE_NAME =
  /(~|^#.*#|\.(in|bak|orig|old|rej|swp|save|md|txt|sh|pem|crt|cer|key|csr|dpkg-.*|rpm(new|save|orig)))$/;

export interface Found {
  readonly path: string;
  /** Tells a file from links to it. */
  readonly realPath: string;
}

export interface Search {
  /** Nearest to the folder first, then by name. */
  readonly files: readonly Found[];
  /** One sentence for each part that could not be read. */
  readonly problems: readonly string[];
}

/** Links to folders are followed once, and never upwards. */
export async function searchFolder(folder: string): Promise<Search> {
  const files: Found[] = [];
  const problems: string[] = [];
  const top = await attempt(folder, () => realpath(folder));
  const seen = new Set([top]);
  let level = [folder];
  while (level.length > 0) {
    const below: string[] = [];
    for (const at of level) {
      for (const entry of await entries(at, problems)) {
        const path = `${at === "/" ? "" : at}/${entry.name}`;
        const kind = await kindOf(entry, path);
        if (kind === "folder" && !SKIPPED.has(entry.name)) {
          const real = await attempt(path, () => realpath(path));
          if (seen.has(real) || `${top}/`.startsWith(join(real, "/"))) continue;
          seen.add(real);
          below.push(path);
        } else if (kind === "file" && isCandidate(at, entry.name)) {
          await addFile(path, files, problems);
        }
      }
    }
    level = below;
  }
  return { files, problems };
}

async function entries(folder: string, problems: string[]): Promise<Dirent[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    return found.sort((a, b) => compareTexts(a.name, b.name));
  } catch (error) {
    problems.push(`cannot read "${folder}": ${reasonOf(error)}`);
    return [];
  }
}

async function kindOf(entry: Dirent, path: string): Promise<"file" | "folder" | "other"> {
  let it: { isFile(): boolean; isDirectory(): boolean } = entry;
  if (entry.isSymbolicLink()) {
    const target = await stat(path).catch(() => undefined);
    if (!target) return "other";
    it = target;
  }
  return it.isFile() ? "file" : it.isDirectory() ? "folder" : "other";
}

function isCandidate(folder: string, name: string): boolean {
  if (NOT_A_FILE_NAME.test(name)) return false;
  return NAME.test(name) || FOLDER.test(folder.slice(folder.lastIndexOf("/") + 1));
}

async function addFile(path: string, files: Found[], problems: string[]): Promise<void> {
  try {
    if (!(await readHead(path)).includes("\0"))
      files.push({ path, realPath: await realpath(path) });
  } catch (error) {
    problems.push(`cannot read "${path}": ${reasonOf(error)}`);
  }
}
