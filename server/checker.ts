/**
 * Checks documents and keeps the last result of each. A result belongs to one state of the world (all open
 * texts, settings, files): `touch` starts the next state, and what was computed before it counts no more.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CheckResult, Finding, SourceFile } from "#core";
import { type ContextOptions, checkInContext } from "./context.ts";
import { describe } from "./log.ts";
import type { Workspace } from "./workspace.ts";

export interface Checked {
  readonly path: string;
  readonly version: number;
  /** Findings in this document alone. */
  readonly findings: readonly Finding[];
  /** The files of the configurations it belongs to, as they were judged. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths of the certificates, keys and other files of TLS that these name. */
  readonly tlsFiles: ReadonlySet<string>;
  /** Versions of the open documents, by path. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

interface Entry {
  readonly state: number;
  readonly running: Promise<Checked | undefined>;
}

export class Checker {
  readonly #workspace: Workspace;
  readonly #onChecked: (checked: Checked) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #kept = new Map<string, Checked>();
  readonly #reported = new Set<string>();
  readonly #touched: (() => void)[] = [];
  #state = 0;

  /** `onChecked` hears of every result that was current when it came. */
  constructor(workspace: Workspace, onChecked: (checked: Checked) => void) {
    this.#workspace = workspace;
    this.#onChecked = onChecked;
  }

  /** Counts up with every change. */
  get state(): number {
    return this.#state;
  }

  touch(): void {
    this.#state++;
    for (const listener of this.#touched) listener();
  }

  onTouched(listener: () => void): void {
    this.#touched.push(listener);
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
    this.#kept.delete(uri);
  }

  /** The last result for a document, if it is about its present version. */
  kept(uri: string): Checked | undefined {
    const kept = this.#kept.get(uri);
    return kept?.version === this.#workspace.documents.get(uri)?.version ? kept : undefined;
  }

  /** True if the file was part of some configuration that was checked, or one of TLS that it names. */
  knows(path: string): boolean {
    return [...this.#kept.values()].some((it) => it.files.has(path) || it.tlsFiles.has(path));
  }

  /** Checks a document as things stand when this settles; undefined if it was closed or the caller left. */
  async check(uri: string, token?: Cancellation): Promise<Checked | undefined> {
    for (;;) {
      const document = this.#workspace.documents.get(uri);
      if (!document || token?.isCancellationRequested) return undefined;
      const state = this.#state;
      const checked = await this.#entry(document, state).running;
      if (state !== this.#state) continue;
      if (checked) {
        this.#kept.set(uri, checked);
        this.#onChecked(checked);
      }
      return checked;
    }
  }

  async options(uri: string): Promise<ContextOptions> {
    const { folders, settings, uris } = this.#workspace;
    const path = uris.path(uri);
    const own = await settings.get(uri);
    const mainFile = folders.mainFile(path, own);
    return {
      settings: await settings.ofEditor(uri),
      projectFiles: folders.projectFiles(path),
      roots: folders.roots(path),
      search: folders.all,
      mappings: folders.mappings(path, own),
      workspace: folders.all,
      ...(mainFile !== undefined && { mainFile }),
    };
  }

  #entry(document: TextDocument, state: number): Entry {
    const known = this.#entries.get(document.uri);
    if (known?.state === state) return known;
    const entry = { state, running: this.#run(document) };
    this.#entries.set(document.uri, entry);
    return entry;
  }

  async #run({ uri, version }: TextDocument): Promise<Checked | undefined> {
    const { session, uris } = this.#workspace;
    const path = uris.path(uri);
    const options = await this.options(uri);
    const result = await checkInContext(session, path, options);
    if (!result) return undefined;
    this.#report(result);
    const { mainFile } = options;
    if (mainFile !== undefined && !(await session.file(mainFile))) {
      this.#warnOnce(`"nginxTls.mainFile" names no readable file: ${mainFile}`);
    }
    return {
      path,
      version,
      findings: result.findings.filter((it) => it.file === path),
      files: result.files,
      tlsFiles: result.tlsFiles,
      versions: this.#workspace.versions(),
    };
  }

  #report({ failures }: CheckResult): void {
    for (const { rule, error } of failures) {
      const key = `${rule}: ${error instanceof Error ? error.message : ""}`;
      if (this.#reported.has(key)) continue;
      this.#reported.add(key);
      this.#workspace.log.error(`rule "${rule}" failed: ${describe(error)}`);
    }
  }

  #warnOnce(message: string): void {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    this.#workspace.log.warn(message);
  }
}
