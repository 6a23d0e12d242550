/**
 * The engine's memory: files read and parsed once, open documents parsed incrementally, and projects put
 * together from them on demand.
 */
import type { FileFacts } from "./certificates/file-facts.ts";
import { settingsInComments } from "./config/comment-settings.ts";
import { buildConfig, type Config } from "./config/config.ts";
import { type Discovery, discoverProjects } from "./config/discover.ts";
import { folderOf } from "./config/paths.ts";
import { loadProject, type Project, type RootFacts } from "./config/project.ts";
import { type ProjectFileOptions, ProjectFiles } from "./config/project-files.ts";
import { isMainFile } from "./config/root-place.ts";
import { SourceFile } from "./config/source-file.ts";
import { inspectFiles, tlsFilesOf } from "./config/tls-files.ts";
import type { Finding } from "./finding.ts";
import type { Host } from "./host.ts";
import { RULES } from "./rules/index.ts";
import { lint, type RuleFailure } from "./rules/shared/lint.ts";
import { LintMemories, type LintMemory } from "./rules/shared/memory.ts";
import type { Rule } from "./rules/shared/rule.ts";
import { type Settling, type SuppressedFinding, settle } from "./rules/shared/suppress.ts";
import type { Settings } from "./settings.ts";
import type { ParsedText, SyntaxParser } from "./syntax/parser.ts";

/** With a place or a folder told, the file is judged as a root: no main file is looked for. */
export interface CheckOptions extends RootFacts {
  readonly settings: Settings;
  /** The project files that count; default: none. */
  readonly projectFiles?: ProjectFileOptions;
  /** False: comments silence nothing. */
  readonly suppression?: boolean;
  /** Settings that no comment in a file changes. */
  readonly fixed?: Partial<Settings>;
  /** Folders that the search upwards for a main file must not leave; empty: no limit. */
  readonly roots?: readonly string[];
  /** Folders that are searched for main files, however deep they lie. */
  readonly search?: readonly string[];
  /** Judge the file as part of this main file, whether that includes it or not. */
  readonly root?: string;
  /** The time that certificates are judged at, in milliseconds since 1970. Default: now. */
  readonly now?: number;
}

export interface CheckResult {
  /** The first of the configurations that the file belongs to. */
  readonly config: Config;
  /** Each of them. */
  readonly judged: readonly Settling[];
  /** The files of all of them. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths here of the certificates, keys and other files of TLS that they name, whether there are such or not. */
  readonly tlsFiles: ReadonlySet<string>;
  /** Findings in all these files: see `joinFindings`; without the suppressed ones. */
  readonly findings: readonly Finding[];
  /** Findings that comments in the files silence. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Rules that threw. */
  readonly failures: readonly RuleFailure[];
}

export interface FolderContent {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

interface OpenDocument {
  readonly parsed: ParsedText;
  file: SourceFile;
}

export class Session implements Discovery {
  readonly #parser: SyntaxParser;
  readonly #host: Host;
  readonly rules: readonly Rule[];
  /** The `nginx-tls.json` files that were read. */
  readonly projectFiles: ProjectFiles;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #disk = new Map<string, Promise<SourceFile | undefined>>();
  readonly #globs = new Map<string, Promise<readonly string[]>>();
  readonly #fileNames = new Map<string, Promise<readonly string[]>>();
  readonly #folderNames = new Map<string, Promise<readonly string[]>>();
  readonly #searches = new Map<string, Promise<readonly string[]>>();
  readonly #reaches = new Map<string, Promise<ReadonlySet<string>>>();
  readonly #configurations = new Map<string, Promise<readonly Config[]>>();
  readonly #memories = new LintMemories();

  constructor(parser: SyntaxParser, host: Host, rules: readonly Rule[] = RULES) {
    this.#parser = parser;
    this.#host = host;
    this.rules = rules;
    this.projectFiles = new ProjectFiles(
      (path) => host.readFile(path),
      new Set(rules.map((it) => it.id)),
    );
  }

  /** Sets the text of an open document; it counts instead of the file's until `close`. */
  setText(path: string, text: string): void {
    this.#configurations.clear();
    const open = this.#documents.get(path);
    if (!open) {
      const parsed = this.#parser.open(text);
      this.#documents.set(path, { parsed, file: new SourceFile(path, text, parsed.tree) });
      this.#forgetGraph();
    } else if (open.file.text !== text) {
      open.parsed.update(text);
      const before = partInGraph(open.file);
      open.file = new SourceFile(path, text, open.parsed.tree);
      if (partInGraph(open.file) !== before) this.#forgetGraph();
    }
  }

  /** Ends an open document: the file on disk counts again. */
  close(path: string): void {
    this.#configurations.clear();
    this.#documents.get(path)?.parsed.dispose();
    this.#documents.delete(path);
    this.#disk.delete(path);
    this.#forgetGraph();
  }

  /** Forgets what was read of a file, which changed, came or went on disk. */
  forget(path: string): void {
    this.#configurations.clear();
    this.projectFiles.forget();
    this.#disk.delete(path);
    this.#globs.clear();
    this.#forgetGraph();
    for (let at = path, above = folderOf(at); above !== at; at = above, above = folderOf(at)) {
      this.#fileNames.delete(above);
      this.#folderNames.delete(above);
    }
  }

  /** Forgets everything read from disk. Open documents stay. */
  forgetAll(): void {
    this.#configurations.clear();
    this.projectFiles.forget();
    this.#memories.clear();
    const memories = [this.#disk, this.#globs, this.#searches, this.#reaches];
    for (const memory of [...memories, this.#fileNames, this.#folderNames]) memory.clear();
  }

  /** Which main files there are, and what they include. */
  #forgetGraph(): void {
    this.#searches.clear();
    this.#reaches.clear();
  }

  get blind(): boolean {
    return this.#host.blind === true;
  }

  async file(path: string): Promise<SourceFile | undefined> {
    const open = this.#documents.get(path);
    if (open) return open.file;
    let reading = this.#disk.get(path);
    if (!reading) {
      reading = this.#read(path);
      this.#disk.set(path, reading);
    }
    return reading;
  }

  glob(pattern: string): Promise<readonly string[]> {
    return remember(this.#globs, pattern, () => this.#host.glob(pattern));
  }

  listFiles(folder: string): Promise<readonly string[]> {
    return remember(this.#fileNames, folder, () => this.#host.listFiles(folder));
  }

  listFolders(folder: string): Promise<readonly string[]> {
    return remember(this.#folderNames, folder, () => this.#host.listFolders(folder));
  }

  /** Names of the files and folders in a folder as it is now, for one that is being typed. */
  async browse(folder: string): Promise<FolderContent> {
    const [files, folders] = await Promise.all([
      this.#host.listFiles(folder),
      this.#host.listFolders(folder),
    ]);
    return { files, folders };
  }

  /** What a file is and holds, for one that no configuration names yet. */
  inspectFile(path: string): Promise<FileFacts | undefined> {
    return this.#host.inspectFile(path);
  }

  remembered(key: string, search: () => Promise<readonly string[]>): Promise<readonly string[]> {
    return remember(this.#searches, key, search);
  }

  reach(main: SourceFile, facts: RootFacts): Promise<ReadonlySet<string>> {
    const { mappings = [], workspace = [] } = facts;
    const key = JSON.stringify([main.path, mappings, workspace]);
    return remember(
      this.#reaches,
      key,
      async () => new Set((await loadProject(main, this, facts)).files.keys()),
    );
  }

  /** The first configuration that `path` belongs to; undefined if there is no such file. */
  async config(path: string, options: CheckOptions): Promise<Config | undefined> {
    return (await this.configs(path, options))[0];
  }

  /** The configurations that `path` belongs to, remembered until a text changes; none if there is no such file. */
  configs(path: string, options: CheckOptions): Promise<readonly Config[]> {
    const key = JSON.stringify([path, options]);
    return remember(this.#configurations, key, () => this.#configs(path, options));
  }

  /** Checks the whole configurations that `path` belongs to; undefined if there is no such file. */
  async check(path: string, options: CheckOptions): Promise<CheckResult | undefined> {
    const configs = await this.configs(path, options);
    const [config, ...others] = configs;
    if (!config) return undefined;
    const judged: Settling[] = [];
    for (const it of configs) {
      const around = { files: await this.inspect(it), now: options.now ?? Date.now() };
      const result = lint(it, this.rules, around, this.#memoryOf(it, options));
      judged.push({ config: it, files: it.files, ...result });
    }
    return {
      config,
      judged,
      files: others.length === 0 ? config.files : new Map(configs.flatMap((it) => [...it.files])),
      tlsFiles: new Set(configs.flatMap((it) => tlsFilesOf(it).map(({ path: at }) => at))),
      ...settle(judged, this.rules, options.suppression),
      failures: judged.flatMap((it) => it.failures),
    };
  }

  /** Of what was found in the same configuration before, if some of it is open. */
  #memoryOf({ files, rootFile }: Config, options: CheckOptions): LintMemory | undefined {
    if (![...this.#documents.keys()].some((it) => files.has(it))) return undefined;
    return this.#memories.of(JSON.stringify([rootFile.path, { ...options, now: undefined }]));
  }

  async #configs(path: string, options: CheckOptions): Promise<readonly Config[]> {
    const file = await this.file(path);
    if (!file) return [];
    const projects = await this.#projects(file, options);
    return Promise.all(projects.map((it) => this.#config(it, options)));
  }

  async #config(project: Project, options: CheckOptions): Promise<Config> {
    const above = { ...settingsInComments(project.files.values()), ...options.fixed };
    const all = { ...options.settings, ...above };
    const paths = project.files.keys();
    const own = await this.projectFiles.settingsForEach(paths, all, above, options.projectFiles);
    return buildConfig(project, own.get(project.root.path) ?? all, own);
  }

  async #projects(file: SourceFile, options: CheckOptions): Promise<readonly Project[]> {
    const root = options.root === undefined ? undefined : await this.file(options.root);
    if (root) return [await loadProject(root, this, options)];
    if (options.place !== undefined || options.folder !== undefined) {
      return [await loadProject(file, this, options)];
    }
    const { roots = [], search = [] } = options;
    return discoverProjects(file, this, { ...options, roots, search });
  }

  async #read(path: string): Promise<SourceFile | undefined> {
    const text = await this.#host.readFile(path);
    return text === undefined
      ? undefined
      : new SourceFile(path, text, () => this.#parser.parse(text));
  }

  /** What the files of TLS are that a configuration names, by path here; nothing where they must not be read. */
  inspect(config: Config): Promise<ReadonlyMap<string, FileFacts>> {
    return inspectFiles(config, (path) => this.#host.inspectFile(path));
  }
}

/** Two texts with the same one are or are not main files, and lead to the same files. */
function partInGraph(file: SourceFile): string {
  return [isMainFile(file), ...file.includes.map((it) => it.args[0]?.text)].join("\n");
}

function remember<T>(
  memory: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  let value = memory.get(key);
  if (!value) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
