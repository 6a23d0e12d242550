import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
} from "vscode-languageserver";
import { PROJECT_FILE, paths } from "#core";
import { recheckAll, type Server } from "./server.ts";

/** `workspace/didChangeWatchedFiles` */
export function didChangeWatchedFiles(
  server: Server,
  { changes }: DidChangeWatchedFilesParams,
): void {
  const { session, uris } = server.workspace;
  for (const { uri } of changes) session.forget(uris.path(uri));
  if (changes.some((it) => matters(server, it))) recheckAll(server);
}

/** A file that comes or goes may answer an include; one that is open counts by its text in the editor. */
function matters({ workspace, checker }: Server, { uri, type }: FileEvent): boolean {
  if (workspace.documents.get(uri)) return false;
  const path = workspace.uris.path(uri);
  if (paths.baseName(path) === PROJECT_FILE) return true;
  return type !== FileChangeType.Changed || checker.knows(path);
}
