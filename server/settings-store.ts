import type { Connection } from "vscode-languageserver";
import { parseSettings, type Settings } from "#core";
import type { ClientSupport } from "./client-support.ts";
import { describe, type Log } from "./log.ts";

const SECTION = "nginxTls";

/** What project files make of the settings of a document. */
export type ProjectLayer = (uri: string, settings: Settings) => Promise<Settings>;

/** The settings of each document, asked of the client once and kept until they change. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #support: ClientSupport;
  readonly #log: Log;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #project: ProjectLayer;
  readonly #cache = new Map<string, Promise<Settings>>();
  readonly #reported = new Set<string>();
  #pushed: unknown;

  constructor(
    connection: Connection,
    support: ClientSupport,
    log: Log,
    options: {
      readonly ruleIds: ReadonlySet<string>;
      readonly initial: unknown;
      readonly project: ProjectLayer;
    },
  ) {
    this.#connection = connection;
    this.#support = support;
    this.#log = log;
    this.#ruleIds = options.ruleIds;
    this.#pushed = options.initial;
    this.#project = options.project;
  }

  /** What counts for a document: the word of project files on that of the editor. */
  async get(uri: string): Promise<Settings> {
    return this.#project(uri, await this.ofEditor(uri));
  }

  ofEditor(uri: string): Promise<Settings> {
    let settings = this.#cache.get(uri);
    if (!settings) {
      settings = this.#load(uri);
      this.#cache.set(uri, settings);
    }
    return settings;
  }

  /** Of no document: what windows have. */
  general(): Promise<Settings> {
    return this.get("");
  }

  forget(uri: string): void {
    this.#cache.delete(uri);
  }

  /** `pushed`: the section as sent by a client that can't be asked. */
  changed(pushed: unknown): void {
    this.#cache.clear();
    this.#reported.clear();
    if (typeof pushed === "object" && pushed !== null && SECTION in pushed) {
      this.#pushed = pushed[SECTION];
    }
  }

  async #load(uri: string): Promise<Settings> {
    const { settings, problems } = parseSettings(await this.#section(uri), this.#ruleIds);
    for (const problem of problems) {
      if (this.#reported.has(problem)) continue;
      this.#reported.add(problem);
      this.#log.warn(problem);
    }
    return settings;
  }

  async #section(uri: string): Promise<unknown> {
    if (!this.#support.configuration) return this.#pushed;
    try {
      const item = { ...(uri !== "" && { scopeUri: uri }), section: SECTION };
      return await this.#connection.workspace.getConfiguration(item);
    } catch (error) {
      this.#log.error(`the settings of ${uri} could not be read: ${describe(error)}`);
      return undefined;
    }
  }
}
