/** Moves whole directives into a file of their own, with an `include` in their place: nginx reads the same. */
import type { Config } from "../config/config.ts";
import { baseName, folderOf, join } from "../config/paths.ts";
import type { SourceFile } from "../config/source-file.ts";
import type { FileEdit } from "../finding.ts";
import type { Directive } from "../syntax/tree.ts";
import { lineStartAt, type Span, touch } from "../text.ts";
import { placesOf } from "./cursor.ts";

export interface ExtractRequest {
  readonly config: Config;
  readonly file: SourceFile;
  /** What is selected; blanks at its ends do not count. */
  readonly range: Span;
  /** The names of the files in a folder. */
  filesIn(folder: string): Promise<readonly string[]>;
}

export interface Extraction {
  /** The directives become an `include`. */
  readonly edit: FileEdit;
  /** A file that is not there yet, and what goes into it. */
  readonly path: string;
  readonly text: string;
}

/** Undefined unless whole directives of one block are selected, in a configuration whose main file is known. */
export async function extractToInclude(request: ExtractRequest): Promise<Extraction | undefined> {
  const { config, file } = request;
  const span = trimmed(file.text, request.range);
  const moved =
    config.kind === "main" && !config.placeIsInferred ? wholeDirectives(file, span) : [];
  const [first] = moved;
  if (!first || !takesInclude(config, file, first)) return undefined;
  const name = freeFolder(config);
  const folder = join(config.folder, name);
  const taken = new Set([...(await request.filesIn(folder)), ...config.files.keys()].map(baseName));
  const fileName = freeName(nameFor(moved), taken);
  return {
    edit: { file: file.path, span, newText: `include ${name}/${fileName};` },
    path: join(folder, fileName),
    text: `${dedented(file.text, span, moved)}${file.eol}`,
  };
}

function trimmed(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end);
  const head = written.length - written.trimStart().length;
  return { start: start + head, end: start + Math.max(head, written.trimEnd().length) };
}

/** Those of the innermost block around the span, if it cuts none of them and no comment. */
function wholeDirectives({ tree }: SourceFile, span: Span): readonly Directive[] {
  const isSound = !tree.errors.some((it) => touch(it.span, span));
  if (!isSound || tree.comments.some((it) => isCut(it, span))) return [];
  let level = tree.directives;
  for (;;) {
    const around = level.find(
      ({ block }) => block && block.span.start < span.start && span.end < block.span.end,
    );
    if (!around?.block) break;
    level = around.block.directives;
  }
  const touched = level.filter((it) => it.span.start < span.end && span.start < it.span.end);
  return touched.some((it) => isCut(it.span, span)) ? [] : touched;
}

function isCut(it: Span, { start, end }: Span): boolean {
  const overlaps = it.start < end && start < it.end;
  return overlaps && (it.start < start || end < it.end);
}

const TABLES: ReadonlySet<string> = new Set(["map", "geo", "types"]);

/** Blocks of other modules may read their lines themselves. */
function takesInclude(config: Config, file: SourceFile, directive: Directive): boolean {
  const scopes = placesOf(config, file, directive).map((it) => it.scope);
  return (
    scopes.length > 0 && scopes.every((it) => it.place !== "other" || TABLES.has(it.kind.name))
  );
}

const FOLDERS: readonly string[] = ["snippets", "includes", "extracted"];

/** One that no pattern of an `include` reads, which would read the new file a second time. */
function freeFolder({ includes, folder }: Config): string {
  const read = [...includes.values()].filter((it) => it.isPattern).map((it) => folderOf(it.path));
  return FOLDERS.find((it) => !read.includes(join(folder, it))) ?? "extracted";
}

/** `location-api`, or what all names begin with: `proxy_ssl`. */
function nameFor(moved: readonly Directive[]): string {
  const slug = commonName(moved).replaceAll(/[^\w.]+/g, "-");
  return slug.slice(0, MOST_CHARACTERS).replace(/^[-.]+|-+$/g, "") || "part";
}

const MOST_CHARACTERS = 40;

function commonName([first, ...others]: readonly Directive[]): string {
  if (!first) return "";
  const { text } = first.name;
  if (others.length === 0) {
    return first.block ? [first.name, ...first.args].map((it) => it.text).join("-") : text;
  }
  const parts = text.split("_");
  for (let count = parts.length - 1; count > 0; count--) {
    const beginning = parts.slice(0, count).join("_");
    if (others.every((it) => it.name.text.startsWith(`${beginning}_`))) return beginning;
  }
  return text;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? `${name}.conf` : `${name}-${count}.conf`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Without the indentation of the first line, unless a string or code goes over lines: that would change. */
function dedented(text: string, span: Span, moved: readonly Directive[]): string {
  const written = text.slice(span.start, span.end);
  const indent = text.slice(lineStartAt(text, span.start), span.start);
  if (indent.trim() !== "" || moved.some(hasLongWord)) return written;
  const lines = written.split("\n");
  return lines
    .map((it) => (it.startsWith(indent) ? it.slice(indent.length) : it))
    .join("\n")
    .trim();
}

function hasLongWord({ args, code, block }: Directive): boolean {
  const isLong = code !== undefined || args.some((it) => it.raw.includes("\n"));
  return isLong || block?.directives.some(hasLongWord) === true;
}
