/** `nginx-tls format`: writes formatted files, or says which ones are not. */
import {
  applyEdits,
  DEFAULT_SETTINGS,
  type FormatOptions,
  formatFile,
  readsLikeNginx,
  type Session,
  type SourceFile,
} from "#core";
import { createNodeHost } from "../host/node.ts";
import { isOnDisk, writeFiles } from "./fix.ts";
import { CannotRun, type Engine, type Io } from "./io.ts";
import { displayPath } from "./paths.ts";
import { type ProjectFlags, projectFiles, tellProjectProblems } from "./project.ts";
import { searchFolder } from "./search.ts";
import { resolveTargets, type Targets } from "./targets.ts";

export interface FormatFlags extends ProjectFlags {
  readonly check?: boolean;
  /** Blanks of one level. */
  readonly indent: number | "tab";
  /** In place of what the project files say. */
  readonly align?: FormatOptions["align"];
}

/**
 * Exit code 0: all is formatted; 1: with `--check`, some file is not; 2: some file has a syntax error. Files
 * that only a template engine can read whole are left alone, and told of.
 */
export async function runFormat(
  names: readonly string[],
  flags: FormatFlags,
  io: Io,
  engine: Engine,
): Promise<number> {
  const printing = names.includes("-");
  if (printing && names.length > 1) throw new CannotRun('"-" excludes other paths');
  const targets = await resolveTargets(names, io);
  const session = await engine.createSession(createNodeHost());
  const files = await filesOf(targets, session, io);
  const { changed, refused } = formatAll(await planned(files, flags, session, io), io);
  if (flags.check) {
    for (const path of changed.keys()) {
      io.stdout.write(`${displayPath(io.cwd, path)} is not formatted\n`);
    }
  } else if (printing) {
    for (const { path, text } of files) io.stdout.write(changed.get(path) ?? text);
  } else await write(changed, files, io);
  if (refused) return 2;
  return flags.check && changed.size > 0 ? 1 : 0;
}

async function filesOf(targets: Targets, session: Session, io: Io): Promise<readonly SourceFile[]> {
  const found = new Map<string, SourceFile>();
  for (const { path, text } of targets.files) {
    if (text !== undefined) session.setText(path, text);
    const file = await session.file(path);
    if (!file) throw new CannotRun(`cannot read "${displayPath(io.cwd, path)}"`);
    found.set(path, file);
  }
  for (const folder of targets.folders) {
    const { files, problems } = await searchFolder(folder);
    for (const problem of problems) io.stderr.write(`nginx-tls: ${problem}\n`);
    for (const { realPath } of files) {
      const file = await session.file(realPath);
      if (file && readsLikeNginx(file)) found.set(realPath, file);
    }
  }
  return [...found.values()];
}

interface Planned {
  readonly file: SourceFile;
  readonly options: FormatOptions;
}

/** What the command line says of the files, and for the rest the project files of each. */
async function planned(
  files: readonly SourceFile[],
  { indent, align, ...flags }: FormatFlags,
  session: Session,
  io: Io,
): Promise<readonly Planned[]> {
  const which = await projectFiles(flags, io);
  const tabSize = indent === "tab" ? 8 : indent;
  const found: Planned[] = [];
  for (const file of files) {
    const own = await session.projectFiles.settingsFor(file.path, DEFAULT_SETTINGS, which);
    const columns = align ?? own.formatAlign;
    found.push({ file, options: { tabSize, insertSpaces: indent !== "tab", align: columns } });
  }
  const paths = files.map((it) => it.path);
  await tellProjectProblems(session, paths, which, io);
  return found;
}

interface Formatted {
  /** The new texts of the files that change. */
  readonly changed: ReadonlyMap<string, string>;
  /** True if a file has a syntax error. */
  readonly refused: boolean;
}

function formatAll(files: readonly Planned[], io: Io): Formatted {
  const changed = new Map<string, string>();
  let refused = false;
  for (const { file, options } of files) {
    const result = formatFile(file, options);
    if ("edits" in result) {
      if (result.edits.length > 0) changed.set(file.path, applyEdits(file.text, result.edits));
      continue;
    }
    const line = file.lines.positionAt(result.span.start).line + 1;
    const place = `${displayPath(io.cwd, file.path)}:${line}`;
    io.stderr.write(`nginx-tls: ${place} is not formatted: ${result.message}\n`);
    if (result.refused === "syntax") refused = true;
  }
  return { changed, refused };
}

async function write(
  changed: ReadonlyMap<string, string>,
  files: readonly SourceFile[],
  io: Io,
): Promise<void> {
  const texts = new Map(files.map((it) => [it.path, it.text]));
  const sound = new Map<string, string>();
  for (const [path, text] of changed) {
    if (await isOnDisk(path, texts.get(path) ?? "")) sound.set(path, text);
    else io.stderr.write(`nginx-tls: ${displayPath(io.cwd, path)} is not UTF-8, and stays\n`);
  }
  await writeFiles(sound);
  for (const path of sound.keys()) io.stdout.write(`Formatted ${displayPath(io.cwd, path)}\n`);
}
