import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Server } from "./server.ts";

/** `textDocument/didClose`: the file on disk counts again. */
export function didCloseTextDocument(
  { workspace, checker, feedback }: Server,
  { uri }: TextDocument,
): void {
  const path = workspace.uris.path(uri);
  workspace.session.close(path);
  workspace.session.forget(path);
  workspace.uris.forget(uri);
  workspace.settings.forget(uri);
  checker.forget(uri);
  checker.touch();
  feedback.closed(uri);
}
