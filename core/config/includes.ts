/** The includes of a configuration, with what each stands for. */
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Word } from "../syntax/tree.ts";
import type { Config } from "./config.ts";
import { baseName, folderOf, isAbsolute, isBelow, join, normalize } from "./paths.ts";
import type { IncludeTarget } from "./project.ts";
import type { Located } from "./scope.ts";

export interface Include {
  readonly located: Located;
  readonly word: Word;
  /** The path that nginx opens. */
  readonly name: string;
  readonly target: IncludeTarget;
}

/** Those that nothing was found for, though it could be looked for. */
export function unansweredIncludes(config: Config): readonly Include[] {
  const found: Include[] = [];
  for (const located of config.root.everywhere("include")) {
    const [word] = located.directive.args;
    const target = config.includes.get(located.directive);
    if (!word || !target?.sought || target.files.length > 0) continue;
    if (NO_FILES.has(located.scope.opener?.directive.name.text ?? "")) continue;
    if (hasPlaceholder(word.text) || !located.directive.terminated) continue;
    const name = isAbsolute(word.text) ? word.text : join(config.folder, word.text);
    found.push({ located, word, name: normalize(name), target });
  }
  return found;
}

/** In these blocks `include` is a key like any other. */
const NO_FILES: ReadonlySet<string> = new Set(["charset_map", "split_clients"]);

/** True if the files of this configuration lie where `include` would look: its main file is known. */
export function liesInConfiguration({ target }: Include, config: Config): boolean {
  if (config.kind !== "main" || config.placeIsInferred) return false;
  const folders = [config.folder, ...config.mappings.map((it) => it.to)];
  return folders.some((it) => isBelow(target.path, it));
}

/**
 * True if the checkout is surely meant to have the file: its folder has other files of the configuration.
 * For the main file's folder any other included file below it counts.
 */
export function isSurelyMissing(include: Include, config: Config): boolean {
  if (!liesInConfiguration(include, config)) return false;
  const { path } = include.target;
  if (SHIPPED.has(baseName(path)) || include.name.includes("$")) return false;
  const folder = folderOf(path);
  return [...config.files.keys()].some(
    (it) =>
      it !== config.rootFile.path &&
      (folder === config.folder ? isBelow(it, folder) : folderOf(it) === folder),
  );
}

/** Files that nginx and its packages bring: a checkout often lacks them. */
const SHIPPED: ReadonlySet<string> = new Set([
  "fastcgi-php.conf",
  "fastcgi.conf",
  "fastcgi_params",
  "koi-utf",
  "koi-win",
  "mime.types",
  "proxy_params",
  "scgi_params",
  "snakeoil.conf",
  "uwsgi_params",
  "win-utf",
]);
