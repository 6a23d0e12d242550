/**
 * A copy of a configuration that real nginx can judge: the texts as they stand in the editor, every line where
 * it was, with the paths changed that would read the files on disk instead or write anything outside the copy.
 */
import type { Config } from "../../config/config.ts";
import { mapPath } from "../../config/path-map.ts";
import { isAbsolute, isBelow, normalize } from "../../config/paths.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { applyEdits, type TextEdit } from "../../text.ts";
import { mainFileAround } from "./wrapper.ts";

export interface TestCopy {
  /** The file that nginx is given, as a path in the copy. */
  readonly main: string;
  /** Paths of the original files with the texts of their copies; each copy lies at `root` + its path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The folder of the main file; what else it holds is linked into the copy. */
  readonly folder: string;
  /** Folders below `root` that must be there. */
  readonly folders: readonly string[];
  /** Directives for `nginx -g`. */
  readonly globals: string;
  /** True if the main file is one that we wrote around a fragment. */
  readonly wrapped: boolean;
}

/** `root`: the folder of the copy, absolute. Undefined for a fragment whose place can't be wrapped. */
export function copyForTest(config: Config, root: string): TestCopy | undefined {
  const main = config.rootFile.path;
  const texts = new Map<string, string>();
  for (const file of config.files.values()) {
    texts.set(file.path, applyEdits(file.text, new Rewriter(config, root, file).edits()));
  }
  const shared = { folder: config.folder, folders: [`${root}/written`], texts };
  const pid = `pid ${root}/written/nginx.pid;`;
  if (config.kind === "main") {
    const globals = config.root.named("pid").length > 0 ? "" : pid;
    return { ...shared, main: root + main, globals, wrapped: false };
  }
  const wrapper = mainFileAround(config.root.place, `${root}${main}`);
  if (wrapper === undefined) return undefined;
  const path = `${config.folder.replace(/\/$/, "")}/${WRAPPER}`;
  texts.set(path, wrapper);
  return { ...shared, main: root + path, globals: pid, wrapped: true };
}

/** The name of the main file that is written around a fragment. */
const WRAPPER = "nginx-tls-wrapper.conf";

/** Directives whose first argument nginx writes to, or makes a folder of, when it tests. */
const WRITTEN: ReadonlySet<string> = new Set([
  "access_log",
  "client_body_temp_path",
  "error_log",
  "fastcgi_cache_path",
  "fastcgi_temp_path",
  "lock_file",
  "pid",
  "proxy_cache_path",
  "proxy_temp_path",
  "scgi_cache_path",
  "scgi_temp_path",
  "uwsgi_cache_path",
  "uwsgi_temp_path",
]);

/** Values of these that are no path. */
const NO_PATH = /^(off|stderr|syslog:.*|memory:.*|.*\$.*)$/;

class Rewriter {
  readonly #config: Config;
  readonly #root: string;
  readonly #file: SourceFile;
  readonly #edits: TextEdit[] = [];

  constructor(config: Config, root: string, file: SourceFile) {
    this.#config = config;
    this.#root = root;
    this.#file = file;
  }

  edits(): readonly TextEdit[] {
    this.#visit(this.#file.tree.directives);
    return this.#edits;
  }

  #visit(directives: readonly Directive[]): void {
    for (const directive of directives) {
      const [first] = directive.args;
      const name = directive.name.text;
      if (name === "include" && first) this.#include(directive, first);
      else if (WRITTEN.has(name) && first) this.#write(name, first);
      else if (name !== "location") for (const word of directive.args) this.#mapped(word);
      if (directive.block) this.#visit(directive.block.directives);
    }
  }

  #include(directive: Directive, word: Word): void {
    const target = this.#config.includes.get(directive);
    if (!target) return;
    const isRelative = !isAbsolute(word.text);
    const ours = [...this.#config.files.keys()];
    if (target.files.some((it) => ours.includes(it))) {
      if (!isRelative || !isBelow(target.path, this.#config.folder)) {
        this.#replace(word, this.#root + target.path);
      }
    } else if (!isRelative) this.#mapped(word);
  }

  #write(name: string, word: Word): void {
    if (NO_PATH.test(word.text)) return;
    this.#replace(word, `${this.#root}/written/${name}-${word.span.start}`);
  }

  /** What lies elsewhere here than the configuration says is read from where it lies. */
  #mapped(word: Word): void {
    const { mappings } = this.#config;
    if (mappings.length === 0 || !isAbsolute(word.text) || word.text.includes("$")) return;
    const here = mapPath(normalize(word.text), mappings);
    if (here !== word.text) this.#replace(word, here);
  }

  #replace(word: Word, path: string): void {
    const newText = /[\s;{}"'\\#$]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
    this.#edits.push({ span: word.span, newText });
  }
}
