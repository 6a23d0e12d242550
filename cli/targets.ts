/** Turns the PATH arguments into files and folders to check. */
import { open, readFile, stat } from "node:fs/promises";
import { CannotRun, type Io } from "./io.ts";
import { enginePath, STDIN_NAME } from "./paths.ts";

export interface NamedFile {
  readonly path: string;
  /** Set for standard input and pipes, which can be read only once. */
  readonly text?: string;
}

export interface Targets {
  readonly files: readonly NamedFile[];
  readonly folders: readonly string[];
}

/** Throws CannotRun for a path that is missing, can't be read, or is no configuration text. */
export async function resolveTargets(names: readonly string[], io: Io): Promise<Targets> {
  const files: NamedFile[] = [];
  const folders: string[] = [];
  for (const name of new Set(names)) {
    const path = enginePath(io.cwd, name === "-" ? STDIN_NAME : name);
    if (name === "-") files.push({ path, text: await readStdin(io) });
    else if (await isFolder(name, path)) folders.push(path);
    else files.push(await namedFile(name, path));
  }
  return { files, folders };
}

/** The first characters of a file; bytes that are not UTF-8 do not matter here. */
export async function readHead(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

const HEAD = 16_384;

async function readStdin(io: Io): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  for await (const chunk of io.stdin) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  return checkText(STDIN_NAME, text + decoder.decode());
}

async function isFolder(name: string, path: string): Promise<boolean> {
  return (await attempt(name, () => stat(path))).isDirectory();
}

async function namedFile(name: string, path: string): Promise<NamedFile> {
  const regular = (await attempt(name, () => stat(path))).isFile();
  if (regular) {
    checkText(name, await attempt(name, () => readHead(path)));
    return { path };
  }
  const text = await attempt(name, () => readFile(path, "utf8"));
  return { path, text: checkText(name, text) };
}

/** A key given by mistake must not end up in a report. */
function checkText(name: string, text: string): string {
  if (text.includes("\0")) throw new CannotRun(`"${name}" is not a text file`);
  if (PRIVATE_KEY.test(text)) {
    throw new CannotRun(`"${name}" holds a private key, not a configuration`);
  }
  return text;
}

/** The line that starts a private key in PEM. */
const PRIVATE_KEY = /^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/m;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "too many symbolic links",
  ENXIO: "not a file or folder",
};

/** Runs a file operation; its failure becomes the reason why the program can't run. */
export async function attempt<T>(name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new CannotRun(`cannot read "${name}": ${reasonOf(error)}`);
  }
}

/** Why a file operation failed, in words of the command line where it has some. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
