/** The files of one configuration: a main file (or a fragment on its own) and all that it includes. */
import type { Place } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import { folderOf, isAbsolute, join, normalize } from "./paths.ts";
import type { SourceFile } from "./source-file.ts";

/** Where a project's files come from: open documents first, then the disk. */
export interface FileSource {
  file(path: string): Promise<SourceFile | undefined>;
  glob(pattern: string): Promise<readonly string[]>;
}

/** What one `include` stands for. `missing`: nginx would find no such file. */
export interface IncludeTarget {
  readonly files: readonly string[];
  readonly missing: boolean;
}

export interface Project {
  readonly root: SourceFile;
  /** All files reached, the root first. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly includes: ReadonlyMap<Directive, IncludeTarget>;
  /** Folder that relative names count from. */
  readonly folder: string;
  /** The place of the root file's directives, where it was told. */
  readonly place: Place | undefined;
}

/** What is known of a root file beside its text. */
export interface RootFacts {
  /** Default: what a comment in the file says, or what its directives fit. */
  readonly place?: Place;
  /** Default: the file's own. */
  readonly folder?: string;
}

const GLOB = /[*?[]/;

/**
 * Reads `root` and everything it includes. Relative names count from the folder of the root file, as
 * nginx counts them from the main file's. Each file is read once, so cycles end.
 */
export async function loadProject(
  root: SourceFile,
  source: FileSource,
  facts: RootFacts = {},
): Promise<Project> {
  const folder = facts.folder ?? folderOf(root.path);
  const files = new Map([[root.path, root]]);
  const includes = new Map<Directive, IncludeTarget>();
  const pending = [root];
  for (let file = pending.pop(); file; file = pending.pop()) {
    for (const directive of file.includes) {
      const target = await resolveInclude(directive, folder, source);
      includes.set(directive, target);
      for (const path of target.files) {
        if (files.has(path)) continue;
        const included = await source.file(path);
        if (!included) continue;
        files.set(path, included);
        pending.push(included);
      }
    }
  }
  return { root, files, includes, folder, place: facts.place };
}

async function resolveInclude(
  directive: Directive,
  folder: string,
  source: FileSource,
): Promise<IncludeTarget> {
  const name = directive.args[0]?.text ?? "";
  const path = normalize(isAbsolute(name) ? name : join(folder, name));
  if (GLOB.test(name)) return { files: await source.glob(path), missing: false };
  const found = (await source.file(path)) !== undefined;
  return { files: found ? [path] : [], missing: !found };
}
