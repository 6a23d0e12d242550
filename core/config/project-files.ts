/** Finds the project files that count for a file, and puts its settings together. */
import { withLayer } from "../setting-values.ts";
import type { Settings } from "../settings.ts";
import { folderOf, isBelow, join } from "./paths.ts";
import { PROJECT_FILE, type ProjectFile, parseProjectFile } from "./project-file.ts";

/** Which project files count. */
export interface ProjectFileOptions {
  /** The one that counts, in place of those that are found; false: none. */
  readonly file?: string | false;
  /** Folders above which nothing is looked for; of a file outside of them: up to the root. */
  readonly bounds?: readonly string[];
  /** Settings that a project file may not give, in a workspace that is not trusted. */
  readonly ignored?: readonly (keyof Settings)[];
}

/** What one place says of a file's settings. */
export interface Origin {
  /** The project file. */
  readonly path: string;
  /** The patterns of the override; undefined for what counts for all files. */
  readonly files?: readonly string[];
  readonly values: Partial<Settings>;
}

/** The memory of project files that were read. */
export class ProjectFiles {
  readonly #readFile: (path: string) => Promise<string | undefined>;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #read = new Map<string, Promise<ProjectFile | undefined>>();
  readonly #chains = new Map<string, Promise<readonly ProjectFile[]>>();

  constructor(
    readFile: (path: string) => Promise<string | undefined>,
    ruleIds: ReadonlySet<string>,
  ) {
    this.#readFile = readFile;
    this.#ruleIds = ruleIds;
  }

  forget(): void {
    this.#read.clear();
    this.#chains.clear();
  }

  /** What the project files say of a file: what counts most comes last. */
  async originsFor(path: string, options: ProjectFileOptions): Promise<readonly Origin[]> {
    const found: Origin[] = [];
    for (const { path: from, values, overrides } of await this.filesFor(path, options)) {
      found.push({ path: from, values: allowed(values, options) });
      for (const it of overrides) {
        if (!it.matches(path)) continue;
        found.push({ path: from, files: it.files, values: allowed(it.values, options) });
      }
    }
    return found;
  }

  /** `base` with what the project files say of a file. */
  async settingsFor(path: string, base: Settings, options: ProjectFileOptions): Promise<Settings> {
    let settings = base;
    for (const { values } of await this.originsFor(path, options)) {
      settings = withLayer(settings, values);
    }
    return settings;
  }

  /** The settings of those files of which a project file says something: its word on `base`, and `above` on it. */
  async settingsForEach(
    paths: Iterable<string>,
    base: Settings,
    above: Partial<Settings>,
    options: ProjectFileOptions = { file: false },
  ): Promise<ReadonlyMap<string, Settings>> {
    const found = new Map<string, Settings>();
    for (const path of paths) {
      const own = await this.settingsFor(path, base, options);
      if (own !== base) found.set(path, { ...own, ...above });
    }
    return found;
  }

  /** The project files that count for a file, the farthest first. */
  filesFor(path: string, options: ProjectFileOptions): Promise<readonly ProjectFile[]> {
    const { file, bounds = [] } = options;
    if (file === false) return NONE;
    const folder = file === undefined ? folderOf(path) : "";
    const key = JSON.stringify([folder, file, bounds]);
    let chain = this.#chains.get(key);
    if (!chain) {
      chain = file === undefined ? this.#upwards(folder, bounds) : this.#only(file);
      this.#chains.set(key, chain);
    }
    return chain;
  }

  async #only(path: string): Promise<readonly ProjectFile[]> {
    const file = await this.#file(path);
    return file ? [file] : [];
  }

  async #upwards(folder: string, bounds: readonly string[]): Promise<readonly ProjectFile[]> {
    const limit = bounds
      .filter((it) => isBelow(folder, it))
      .sort(byLength)
      .at(-1);
    const found: ProjectFile[] = [];
    for (let at = folder; ; at = folderOf(at)) {
      const file = await this.#file(join(at, PROJECT_FILE));
      if (file) found.unshift(file);
      if (file?.isRoot || at === limit || folderOf(at) === at) return found;
    }
  }

  #file(path: string): Promise<ProjectFile | undefined> {
    let reading = this.#read.get(path);
    if (!reading) {
      reading = this.#parse(path);
      this.#read.set(path, reading);
    }
    return reading;
  }

  async #parse(path: string): Promise<ProjectFile | undefined> {
    const text = await this.#readFile(path);
    return text === undefined ? undefined : parseProjectFile(path, text, this.#ruleIds);
  }
}

const NONE: Promise<readonly ProjectFile[]> = Promise.resolve([]);

function allowed(
  values: Partial<Settings>,
  { ignored = [] }: ProjectFileOptions,
): Partial<Settings> {
  if (ignored.length === 0) return values;
  const kept = Object.entries(values).filter(([key]) => !ignored.some((it) => it === key));
  return Object.fromEntries(kept);
}

function byLength(a: string, b: string): number {
  return a.length - b.length;
}
