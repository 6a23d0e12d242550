/** Finds the main file that a file belongs to. */
import { folderOf, isBelow, join } from "./paths.ts";
import { type FileSource, loadProject, type Project } from "./project.ts";
import { isMainFile } from "./root-place.ts";
import type { SourceFile } from "./source-file.ts";

export interface Candidates {
  /** Names of the plain files in a folder. */
  listFiles(folder: string): Promise<readonly string[]>;
}

export interface DiscoverOptions {
  /** A main file to prefer over what the search finds. */
  readonly mainFile?: string;
  /** Folders the search must not leave; empty: up to the file system's root. */
  readonly roots: readonly string[];
}

/**
 * The project to judge `file` in: its own if it is a main file, else that of the first main file that
 * includes it, looked for in its folder and the folders above (`nginx.conf` before others), else the
 * file alone as a fragment.
 */
export async function discoverProject(
  file: SourceFile,
  source: FileSource & Candidates,
  options: DiscoverOptions,
): Promise<Project> {
  for await (const path of mainCandidates(file, source, options)) {
    const main = path === file.path ? file : await source.file(path);
    if (!main || !mayBeMain(main)) continue;
    const project = await loadProject(main, source);
    if (project.files.has(file.path)) return project;
  }
  return loadProject(file, source);
}

async function* mainCandidates(
  file: SourceFile,
  source: Candidates,
  options: DiscoverOptions,
): AsyncGenerator<string> {
  if (options.mainFile !== undefined) yield options.mainFile;
  if (isMainFile(file)) {
    yield file.path;
    return;
  }
  for (const folder of foldersAbove(file.path, options.roots)) {
    const names = (await source.listFiles(folder)).filter((it) => it.endsWith(".conf"));
    const first = names.includes("nginx.conf") ? ["nginx.conf"] : [];
    for (const name of [...first, ...names.filter((it) => it !== "nginx.conf")]) {
      const path = join(folder, name);
      if (path !== file.path) yield path;
    }
  }
}

function* foldersAbove(path: string, roots: readonly string[]): Generator<string> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (roots.length > 0 && !roots.some((root) => isBelow(folder, root))) return;
    yield folder;
    if (folder === folderOf(folder)) return;
  }
}

function mayBeMain(file: SourceFile): boolean {
  return file.includes.length > 0 && isMainFile(file);
}
