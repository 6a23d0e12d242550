/**
 * File name patterns as nginx's `include` has them: glob(3) in the C locale. `*`, `?` and `[...]` match
 * bytes within one path part, a leading dot must be written out, and `{}` and `**` mean nothing special.
 */
import type { Dirent } from "node:fs";
import { lstat, readdir, stat } from "node:fs/promises";
import { join, normalize } from "node:path/posix";

/** Paths of the files, not folders, that match an absolute pattern, sorted bytewise. */
export async function globFiles(pattern: string): Promise<string[]> {
  const [root = "", ...parts] = pattern.split("/");
  const last = parts.pop();
  if (!last) return [];
  let folders = [root];
  for (const part of parts) {
    folders = (await Promise.all(folders.map((it) => matching(it, part, isFolder)))).flat();
  }
  const found = await Promise.all(folders.map((it) => matching(it, last, isFile)));
  return sortBytewise(found.flat()).map((path) => normalize(path));
}

/** Names of the plain files in a folder, and of links to some; empty when it can't be read. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  const found = await filter(entries, (it) => it.isFile() || linksTo(folder, it, isFile));
  return sortBytewise(found.map((it) => it.name));
}

/** Names of the folders in a folder, and of links to some; empty when it can't be read. */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  const found = await filter(entries, (it) => it.isDirectory() || linksTo(folder, it, isFolder));
  return sortBytewise(found.map((it) => it.name));
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function linksTo(
  folder: string,
  entry: Dirent,
  accept: (path: string) => Promise<boolean>,
): Promise<boolean> {
  return entry.isSymbolicLink() && accept(join(folder, entry.name));
}

/** In the order of the UTF-8 bytes, which is that of strcmp. */
function sortBytewise(names: readonly string[]): string[] {
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** A test for the names that one part of a pattern matches. */
export function matcher(part: string): (name: string) => boolean {
  const explicitDot = /^\\?\./.test(part);
  const regex = new RegExp(`^${translate(bytesOf(part))}$`, "s");
  return (name) => (explicitDot || !name.startsWith(".")) && regex.test(bytesOf(name));
}

async function matching(
  folder: string,
  part: string,
  accept: (path: string) => Promise<boolean>,
): Promise<string[]> {
  const names = /[*?[]/.test(part)
    ? [".", "..", ...(await readdir(`${folder}/`).catch(() => []))].filter(matcher(part))
    : [part.replace(/\\(.)/gs, "$1")];
  const paths = names.map((name) => `${folder}/${name}`);
  return filter(paths, accept);
}

async function filter<T>(
  items: readonly T[],
  accept: (item: T) => boolean | Promise<boolean>,
): Promise<T[]> {
  const accepted = await Promise.all(items.map(accept));
  return items.filter((_, index) => accepted[index]);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** A plain file, a link to one, or a link to nothing: glob(3) lists that too. */
async function isFile(path: string): Promise<boolean> {
  const target = await stat(path).catch(() => undefined);
  if (target) return target.isFile();
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;
}

/** One character for each UTF-8 byte: the C locale knows no others. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function translate(part: string): string {
  let regex = "";
  for (let at = 0; at < part.length; at++) {
    const char = part[at] ?? "";
    const set = char === "[" ? bracket(part, at) : undefined;
    if (set) {
      regex += set.regex;
      at = set.end;
    } else if (char === "*") regex += ".*";
    else if (char === "?") regex += ".";
    else if (char === "\\" && at + 1 < part.length) regex += literal(part[++at] ?? "");
    else regex += literal(char);
  }
  return regex;
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "\\x21-\\x7e",
  lower: "a-z",
  print: "\\x20-\\x7e",
  punct: "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
  space: "\\x09-\\x0d ",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

/** The `[...]` that starts at `start`; undefined if it does not end, when `[` stands for itself. */
function bracket(part: string, start: number): { regex: string; end: number } | undefined {
  let at = start + 1;
  const negated = part[at] === "!" || part[at] === "^";
  if (negated) at++;
  let members = "";
  for (const first = at; at < part.length; ) {
    if (part[at] === "]" && at > first) {
      const empty = negated ? "." : "(?!)";
      const set = `[${negated ? "^" : ""}${members}]`;
      return { regex: members ? set : empty, end: at };
    }
    const named = /^\[:([a-z]+):\]/.exec(part.slice(at));
    if (named) {
      members += CLASSES[named[1] ?? ""] ?? "";
      at += named[0].length;
      continue;
    }
    const from = memberAt(part, at);
    at = from.next;
    if (part[at] === "-" && at + 1 < part.length && part[at + 1] !== "]") {
      const to = memberAt(part, at + 1);
      at = to.next;
      if (from.char <= to.char) members += `${literal(from.char)}-${literal(to.char)}`;
    } else members += literal(from.char);
  }
  return undefined;
}

function memberAt(part: string, at: number): { char: string; next: number } {
  if (part[at] === "\\" && at + 1 < part.length) return { char: part[at + 1] ?? "", next: at + 2 };
  return { char: part[at] ?? "", next: at + 1 };
}

function literal(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
