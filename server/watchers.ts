/** Asks the client to watch the files that findings depend on. */
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from "vscode-languageserver";
import { PROJECT_FILE, paths } from "#core";
import type { Checked } from "./checker.ts";
import type { Workspace } from "./workspace.ts";

const IN_WORKSPACE: readonly string[] = [
  "**/*.{conf,crt,cer,pem,key,crl}",
  `**/${PROJECT_FILE}`,
  "**/{nginx,conf.d,sites-available,sites-enabled,snippets}/*",
];

/** Files whose names these patterns cover wherever they lie in the workspace. */
const COVERED =
  /\.(conf|crt|cer|pem|key|crl)$|\/(nginx|conf\.d|sites-available|sites-enabled|snippets)\/[^/]*$/;

/** A configuration that includes files of more folders than this outside the workspace is not followed further. */
const MAX_FOLDERS = 64;

export class Watchers {
  readonly #workspace: Workspace;
  readonly #folders = new Set<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  async watchWorkspace(): Promise<void> {
    if (!this.#workspace.support.registerWatchers) return;
    await this.#register(IN_WORKSPACE.map((globPattern) => ({ globPattern })));
  }

  /** Watches the folders of a configuration's files, and of those of TLS it names, where nothing else does. */
  async follow({ files, tlsFiles }: Checked): Promise<void> {
    const { support, folders, uris } = this.#workspace;
    if (!support.registerWatchers || !support.relativeWatchers || folders.restricted) return;
    const added: string[] = [];
    for (const path of [...files.keys(), ...tlsFiles]) {
      const folder = paths.folderOf(path);
      if (this.#folders.size >= MAX_FOLDERS || this.#folders.has(folder)) continue;
      const isInside = folders.containing(path) !== undefined;
      if (!uris.isHome(path) || (isInside && (files.has(path) || COVERED.test(path)))) continue;
      this.#folders.add(folder);
      added.push(folder);
    }
    if (added.length === 0) return;
    await this.#register(
      added.map((it) => ({ globPattern: { baseUri: uris.uri(it), pattern: "*" } })),
    );
  }

  async #register(watchers: FileSystemWatcher[]): Promise<void> {
    await this.#workspace.connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers,
    });
  }
}
