/** The project's own text files and what they import. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";

export interface Source {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** The first folder of the path, or "" for a file at the top. */
  readonly folder: string;
}

export interface Import {
  readonly from: Source;
  readonly specifier: string;
  /** The file a relative specifier or `#core` means; undefined for a package. */
  readonly target: string | undefined;
}

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

const NOT_OURS: ReadonlySet<string> = new Set([
  ".cache",
  ".git",
  "coverage",
  "dist",
  "grammar/src",
  "node_modules",
  "out",
]);

/** All files whose name ends with one of the extensions, outside of what is generated or installed. */
export function sourcesWith(...extensions: readonly string[]): Source[] {
  const found: Source[] = [];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (NOT_OURS.has(path) || NOT_OURS.has(entry.name)) continue;
      if (entry.isDirectory()) pending.push(path);
      else if (extensions.some((it) => entry.name.endsWith(it))) found.push(readSource(path));
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function importsOf(source: Source): Import[] {
  return [...withoutComments(source.text).matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? "";
    return { from: source, specifier, target: targetOf(source.path, specifier) };
  });
}

export interface ImportedNames {
  /** The file that the names are of. */
  readonly target: string;
  /** As the file calls them; or `NAMESPACE`, or `WHOLE`. */
  readonly names: readonly string[];
}

/** Stands for the names of `import * as x` and `export * as x`. */
export const NAMESPACE = "* as";

/** Stands for the names of `export *`. */
export const WHOLE = "*";

/** What the statements `import … from` and `export … from` of a source take from the project's own files. */
export function importedNames(source: Source): ImportedNames[] {
  return [...withoutComments(source.text).matchAll(NAMES)].flatMap(
    ([, list = "", specifier = ""]): ImportedNames[] => {
      const target = targetOf(source.path, specifier);
      return target === undefined ? [] : [{ target, names: namesIn(list) }];
    },
  );
}

const NAMES =
  /\b(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?)\s+from\s+"([^"]+)"/g;

/** `{ a, type B, c as d }` without the local names. */
function namesIn(list: string): string[] {
  if (list.startsWith("*")) return [list === "*" ? WHOLE : NAMESPACE];
  return list
    .slice(1, -1)
    .split(",")
    .flatMap((it) => /^(?:type\s+)?(\w+)/.exec(it.trim())?.[1] ?? []);
}

/** Statements `import … from "x"`, `export … from "x"`, `import "x"`, and the call `import("x")`. */
const IMPORT =
  /(?:^|[;}\n])\s*(?:import|export)\b(?:[^"';()]*?\bfrom)?\s*"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"/g;

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier === "#core") return "core/index.ts";
  return specifier.startsWith(".") ? join(dirname(path), specifier) : undefined;
}

function readSource(path: string): Source {
  return {
    path,
    text: readFileSync(join(ROOT, path), "utf8"),
    folder: path.includes("/") ? path.slice(0, path.indexOf("/")) : "",
  };
}
