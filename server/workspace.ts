/** What the handlers share: the client's documents, folders and settings, and the engine over them. */
import type { Connection, InitializeParams } from "vscode-languageserver";
import { TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Host, type Rule, Session, type SyntaxParser } from "#core";
import { clientFiles } from "./client-files.ts";
import { type ClientSupport, clientSupport } from "./client-support.ts";
import { Folders } from "./folders.ts";
import type { CreateHost } from "./host-access.ts";
import type { Log } from "./log.ts";
import { parseInitializationOptions } from "./protocol.ts";
import { SettingsStore } from "./settings-store.ts";
import { Uris } from "./uris.ts";

export interface Engine {
  readonly parser: SyntaxParser;
  readonly rules: readonly Rule[];
  readonly createHost: CreateHost;
}

export class Workspace {
  readonly connection: Connection;
  readonly log: Log;
  readonly support: ClientSupport;
  readonly uris: Uris;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly documents: TextDocuments<TextDocument> = new TextDocuments(TextDocument);
  readonly #engine: Engine;
  readonly #virtualFiles: boolean;
  #host: Host;
  #session: Session;

  constructor(connection: Connection, log: Log, engine: Engine, params: InitializeParams) {
    const options = parseInitializationOptions(params.initializationOptions);
    const folders = folderUris(params);
    this.connection = connection;
    this.log = log;
    this.support = clientSupport(params.capabilities, options);
    this.uris = new Uris(folders[0]);
    this.folders = new Folders(
      folders.map((it) => this.uris.path(it)),
      options.restricted === true,
    );
    this.settings = new SettingsStore(connection, this.support, log, {
      ruleIds: new Set(engine.rules.map((it) => it.id)),
      initial: options.settings,
      project: (uri, settings) => {
        const path = this.uris.path(uri);
        const { projectFiles } = this.#session;
        return projectFiles.settingsFor(path, settings, this.folders.projectFiles(path));
      },
    });
    this.#engine = engine;
    this.#virtualFiles = options.virtualFiles === true;
    this.#host = this.#createHost();
    this.#session = this.newSession();
  }

  get session(): Session {
    return this.#session;
  }

  /** A session of its own over the same files, without open documents. */
  newSession(): Session {
    return new Session(this.#engine.parser, this.#host, this.#engine.rules);
  }

  /** Starts over with nothing read, after a change of what may be read. */
  restart(): void {
    const old = this.#session;
    this.#host = this.#createHost();
    this.#session = this.newSession();
    for (const document of this.documents.all()) {
      const path = this.uris.path(document.uri);
      old.close(path);
      this.#session.setText(path, document.getText());
    }
  }

  openPaths(): readonly string[] {
    return this.documents.keys().map((it) => this.uris.path(it));
  }

  /** Versions of the open documents, by path. */
  versions(): ReadonlyMap<string, number> {
    return new Map(this.documents.all().map((it) => [this.uris.path(it.uri), it.version]));
  }

  #createHost(): Host {
    return this.#engine.createHost({
      readable: (path) => this.folders.readable(path),
      readCertificates: !this.folders.restricted,
      local: this.uris.isLocal,
      openPaths: () => this.openPaths(),
      ...(this.#virtualFiles && { client: clientFiles(this.connection, this.uris, this.log) }),
    });
  }
}

function folderUris({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map((it) => it.uri);
  return rootUri ? [rootUri] : [];
}
