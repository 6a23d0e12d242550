/** Finds the configurations that a file belongs to. */
import { candidatesAbove, candidatesBelow, type Listing } from "./main-files.ts";
import { baseName, folderOf, join } from "./paths.ts";
import { type FileSource, loadProject, type Project, type RootFacts } from "./project.ts";
import { isMainFile } from "./root-place.ts";
import type { SourceFile } from "./source-file.ts";

/** What discovery needs to know; a `Session` remembers the answers. */
export interface Discovery extends FileSource, Listing {
  /** The files that a main file's configuration has, the main file included. */
  reach(main: SourceFile, facts: RootFacts): Promise<ReadonlySet<string>>;
  /** The paths that the same search has found, from memory where it can be. */
  remembered(key: string, search: () => Promise<readonly string[]>): Promise<readonly string[]>;
}

export interface DiscoverOptions extends RootFacts {
  /** Folders that the search upwards must not leave; empty: up to the file system's root. */
  readonly roots: readonly string[];
  /** Folders searched for main files, however deep they lie. */
  readonly search: readonly string[];
}

/**
 * The projects to judge `file` in, never none: those of all main files that include it; else its own if it
 * is a main file; else those whose folder of enabled files has a place for it; else the file alone, as a
 * fragment. Main files are looked for in its folder and the folders above; for a file that is none
 * itself also in the searched folders.
 */
export async function discoverProjects(
  file: SourceFile,
  source: Discovery,
  options: DiscoverOptions,
): Promise<readonly Project[]> {
  const mains = await mainFiles(file, source, options);
  const including: SourceFile[] = [];
  for (const main of mains) {
    if ((await source.reach(main, options)).has(file.path)) including.push(main);
  }
  if (including.length > 0) {
    const projects = await Promise.all(including.map((it) => loadProject(it, source, options)));
    return outermost(projects);
  }
  if (isMainFile(file)) return [await loadProject(file, source, options)];
  const enabled = await enabledIn(mains, file, source, options);
  return enabled.length > 0 ? enabled : [await loadProject(file, source, options)];
}

async function mainFiles(
  file: SourceFile,
  source: Discovery,
  { roots, search }: DiscoverOptions,
): Promise<readonly SourceFile[]> {
  const folders = isMainFile(file) ? [] : search;
  const key = ["main", folderOf(file.path), "roots", ...roots, "folders", ...folders].join("\n");
  const paths = await source.remembered(key, () =>
    findMainFiles(file.path, source, roots, folders),
  );
  const mains = await Promise.all(
    paths.filter((it) => it !== file.path).map((it) => source.file(it)),
  );
  return mains.filter((it) => it !== undefined);
}

/** The paths of main files above `path`, and in the folders, that include anything. */
async function findMainFiles(
  path: string,
  source: Discovery,
  roots: readonly string[],
  folders: readonly string[],
): Promise<readonly string[]> {
  const paths = new Set<string>();
  for await (const it of candidatesAbove(path, roots, source)) paths.add(it);
  for (const it of await candidatesBelow(folders, source)) paths.add(it);
  const found: string[] = [];
  for (const it of paths) {
    const file = await source.file(it);
    if (file && file.includes.length > 0 && isMainFile(file)) found.push(it);
  }
  return found;
}

/** Those whose main file no other one includes; of those that include each other, the first. */
function outermost(projects: readonly Project[]): readonly Project[] {
  const kept: Project[] = [];
  for (const it of projects) {
    const inside = projects.some(
      (other) =>
        other !== it &&
        other.files.has(it.root.path) &&
        !(it.files.has(other.root.path) && !kept.includes(other)),
    );
    if (!inside) kept.push(it);
  }
  return kept;
}

/**
 * For a file in a folder such as `sites-available` that no main file reaches: the projects that include
 * what is linked into `sites-enabled`, with the file in the place of its link, or of all links if it has
 * none.
 */
async function enabledIn(
  mains: readonly SourceFile[],
  file: SourceFile,
  source: Discovery,
  options: DiscoverOptions,
): Promise<readonly Project[]> {
  const folder = enabledFolder(folderOf(file.path));
  if (folder === undefined) return [];
  const projects: Project[] = [];
  for (const main of mains) {
    const project = await loadProject(main, source, options, { folder, file: file.path });
    if (project.files.has(file.path)) projects.push(project);
  }
  return outermost(projects);
}

/** `sites-enabled` beside `sites-available`; undefined for a folder of another name. */
function enabledFolder(folder: string): string | undefined {
  const name = baseName(folder);
  if (!/(^|-)available$/.test(name)) return undefined;
  return join(folderOf(folder), name.replace(/available$/, "enabled"));
}
