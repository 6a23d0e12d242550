/** What `nginx-tls.json` says of the files that are checked. */
import {
  type CheckOptions,
  isMainFile,
  LineIndex,
  type ProjectFileOptions,
  paths,
  type Session,
  toMappings,
} from "#core";
import { CannotRun, type Io } from "./io.ts";
import { displayPath, enginePath } from "./paths.ts";
import { readHead, reasonOf } from "./targets.ts";

export interface ProjectFlags {
  /** A file, in place of those that are found; false: none. */
  readonly config?: string | boolean;
  readonly root?: string;
}

/** Throws CannotRun for a named file that can't be read. */
export async function projectFiles(flags: ProjectFlags, io: Io): Promise<ProjectFileOptions> {
  const { config, root } = flags;
  if (config === false) return { file: false };
  if (typeof config === "string") {
    const file = enginePath(io.cwd, config);
    try {
      await readHead(file);
    } catch (error) {
      throw new CannotRun(`cannot read "${config}": ${reasonOf(error)}`);
    }
    return { file };
  }
  return root === undefined ? {} : { bounds: [paths.folderOf(enginePath(io.cwd, root))] };
}

/** The options for one file: the folders and the main file that its project file names, below those told. */
export async function optionsFor<Options extends CheckOptions>(
  session: Session,
  path: string,
  options: Options,
): Promise<Options> {
  const { projectFiles: which, settings, mappings = [], root, place } = options;
  if (!which) return options;
  const own = await session.projectFiles.settingsFor(path, settings, which);
  const mapped = toMappings(own.pathMap, undefined);
  const found = mapped.length === 0 ? options : { ...options, mappings: [...mappings, ...mapped] };
  const file = await session.file(path);
  const isFree = root === undefined && place === undefined && file && !isMainFile(file);
  if (!isFree || own.mainFile === "") return found;
  const config = await session.config(own.mainFile, { ...found, root: own.mainFile });
  return config?.files.has(path) ? { ...found, root: own.mainFile } : found;
}

/** Writes what is wrong in the project files of these files to stderr. */
export async function tellProjectProblems(
  session: Session,
  files: Iterable<string>,
  options: ProjectFileOptions,
  { cwd, stderr }: Io,
): Promise<void> {
  for (const text of await projectProblems(session, files, options, cwd)) {
    stderr.write(`nginx-tls: ${text}\n`);
  }
}

/** What is wrong in the project files of these files, one sentence each with its place. */
export async function projectProblems(
  session: Session,
  files: Iterable<string>,
  options: ProjectFileOptions,
  cwd: string,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of files) {
    for (const file of await session.projectFiles.filesFor(path, options)) {
      const lines = new LineIndex(file.text);
      for (const { span, message } of file.problems) {
        const { line, character } = lines.positionAt(span.start);
        found.add(`${displayPath(cwd, file.path)}:${line + 1}:${character + 1}: ${message}`);
      }
    }
  }
  return [...found];
}
