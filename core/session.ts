/**
 * The engine's memory: files read and parsed once, open documents parsed incrementally, and projects put
 * together from them on demand.
 */
import type { PemFile } from "./certificates/pem.ts";
import {
  buildConfig,
  type Certificates,
  type Config,
  isPlainPath,
  resolveFile,
} from "./config/config.ts";
import { type Candidates, discoverProject } from "./config/discover.ts";
import { type FileSource, loadProject, type Project, type RootFacts } from "./config/project.ts";
import { SourceFile } from "./config/source-file.ts";
import type { Finding } from "./finding.ts";
import type { Host } from "./host.ts";
import { RULES } from "./rules/index.ts";
import { lint, type RuleFailure } from "./rules/lint.ts";
import type { Rule } from "./rules/rule.ts";
import type { Settings } from "./settings.ts";
import type { ParsedText, SyntaxParser } from "./syntax/parser.ts";

/** With a place or a folder told, the file is judged as a root: no main file is looked for. */
export interface CheckOptions extends RootFacts {
  readonly settings: Settings;
  /** Folders that the search for a main file must not leave; empty: no limit. */
  readonly roots?: readonly string[];
  /** Judge the file as part of this main file, whether that includes it or not. */
  readonly root?: string;
}

export interface CheckResult {
  readonly config: Config;
  /** Findings in all files of the project. */
  readonly findings: readonly Finding[];
  /** Rules that threw. */
  readonly failures: readonly RuleFailure[];
}

interface OpenDocument {
  readonly parsed: ParsedText;
  file: SourceFile;
}

export class Session implements FileSource, Candidates {
  readonly #parser: SyntaxParser;
  readonly #host: Host;
  readonly #rules: readonly Rule[];
  readonly #documents = new Map<string, OpenDocument>();
  readonly #disk = new Map<string, Promise<SourceFile | undefined>>();
  readonly #globs = new Map<string, Promise<readonly string[]>>();
  readonly #folders = new Map<string, Promise<readonly string[]>>();

  constructor(parser: SyntaxParser, host: Host, rules: readonly Rule[] = RULES) {
    this.#parser = parser;
    this.#host = host;
    this.#rules = rules;
  }

  /** Sets the text of an open document; it counts instead of the file's until `close`. */
  setText(path: string, text: string): void {
    const open = this.#documents.get(path);
    if (!open) {
      const parsed = this.#parser.open(text);
      this.#documents.set(path, { parsed, file: new SourceFile(path, text, parsed.tree) });
    } else if (open.file.text !== text) {
      open.parsed.update(text);
      open.file = new SourceFile(path, text, open.parsed.tree);
    }
  }

  /** Ends an open document: the file on disk counts again. */
  close(path: string): void {
    this.#documents.get(path)?.parsed.dispose();
    this.#documents.delete(path);
    this.#disk.delete(path);
  }

  /** Forgets what was read of a file, which changed, came or went on disk. */
  forget(path: string): void {
    this.#disk.delete(path);
    this.#globs.clear();
    this.#folders.clear();
  }

  /** Forgets everything read from disk. Open documents stay. */
  forgetAll(): void {
    this.#disk.clear();
    this.#globs.clear();
    this.#folders.clear();
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
    return remember(this.#folders, folder, () => this.#host.listFiles(folder));
  }

  /** The configuration that `path` belongs to; undefined if there is no such file. */
  async config(path: string, options: CheckOptions): Promise<Config | undefined> {
    const file = await this.file(path);
    return file && buildConfig(await this.#project(file, options), options.settings);
  }

  /** Checks the whole configuration that `path` belongs to; undefined if there is no such file. */
  async check(path: string, options: CheckOptions): Promise<CheckResult | undefined> {
    const config = await this.config(path, options);
    if (!config) return undefined;
    const certificates = await this.#certificates(config);
    return { config, ...lint(config, this.#rules, certificates) };
  }

  async #project(file: SourceFile, options: CheckOptions): Promise<Project> {
    const root = options.root === undefined ? undefined : await this.file(options.root);
    if (root) return loadProject(root, this, options);
    if (options.place !== undefined || options.folder !== undefined) {
      return loadProject(file, this, options);
    }
    return discoverProject(file, this, { roots: options.roots ?? [] });
  }

  async #read(path: string): Promise<SourceFile | undefined> {
    const text = await this.#host.readFile(path);
    return text === undefined ? undefined : new SourceFile(path, text, this.#parser.parse(text));
  }

  async #certificates(config: Config): Promise<Certificates> {
    const found = new Map<string, PemFile>();
    if (!config.settings.readCertificates) return found;
    const names = new Set<string>();
    for (const { certificates, keys } of config.identities) {
      for (const it of certificates) names.add(it.directive.args[0]?.text ?? "");
      for (const it of keys) names.add(it.directive.args[0]?.text ?? "");
    }
    for (const name of names) {
      if (!isPlainPath(name)) continue;
      const path = resolveFile(config, name);
      const file = await this.#host.inspectPem(path);
      if (file) found.set(path, file);
    }
    return found;
  }
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
