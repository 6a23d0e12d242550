/** The workspace folders as paths, and what they allow. */
import {
  type PathMapping,
  type ProjectFileOptions,
  paths,
  SETTINGS,
  type Settings,
  toMappings,
} from "#core";

export class Folders {
  #paths: readonly string[];
  /** Set in a workspace that is not trusted. */
  restricted: boolean;

  constructor(folders: readonly string[], restricted: boolean) {
    this.#paths = folders.map(withoutSlash);
    this.restricted = restricted;
  }

  get all(): readonly string[] {
    return this.#paths;
  }

  change(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(withoutSlash));
    const kept = this.#paths.filter((it) => !gone.has(it));
    this.#paths = [...new Set([...kept, ...added.map(withoutSlash)])];
  }

  /** The innermost workspace folder that holds a file. */
  containing(path: string): string | undefined {
    return this.#paths
      .filter((it) => paths.isBelow(path, it))
      .reduce<string | undefined>(
        (best, it) => (best && best.length > it.length ? best : it),
        undefined,
      );
  }

  readable(path: string): boolean {
    return !this.restricted || this.containing(path) !== undefined;
  }

  /** Where the main file of `path` may be looked for; empty: anywhere above it. */
  roots(path: string): readonly string[] {
    const folder = this.containing(path);
    if (folder !== undefined) return [folder];
    return this.restricted ? [paths.folderOf(path)] : [];
  }

  /** The project files that count for `path`; what an untrusted workspace may not set is ignored. */
  projectFiles(path: string): ProjectFileOptions {
    return { bounds: this.roots(path), ignored: this.restricted ? OF_TRUST : [] };
  }

  /** Where absolute paths lie here, as configured for `path`'s folder. */
  mappings(path: string, { pathMap }: Settings): readonly PathMapping[] {
    return toMappings(pathMap, this.containing(path));
  }

  /** The configured main file of `path`'s folder. */
  mainFile(path: string, { mainFile }: Settings): string | undefined {
    if (mainFile === "") return undefined;
    const name = mainFile.replaceAll("\\", "/");
    if (paths.isAbsolute(name)) return paths.normalize(name);
    const folder = this.containing(path);
    return folder === undefined ? undefined : paths.normalize(paths.join(folder, name));
  }
}

const OF_TRUST: readonly (keyof Settings)[] = SETTINGS.filter(
  (it) => it.scope === "machine-overridable",
).map((it) => it.key);

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
