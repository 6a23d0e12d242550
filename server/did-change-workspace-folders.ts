import type { WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { recheckAll, type Server } from "./server.ts";

/** `workspace/didChangeWorkspaceFolders` */
export function didChangeWorkspaceFolders(
  server: Server,
  { added, removed }: WorkspaceFoldersChangeEvent,
): void {
  const { workspace } = server;
  workspace.folders.change(
    added.map((it) => workspace.uris.path(it.uri)),
    removed.map((it) => workspace.uris.path(it.uri)),
  );
  workspace.restart();
  recheckAll(server);
}
