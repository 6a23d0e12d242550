import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Server } from "./server.ts";

/** `textDocument/didOpen`. The text follows as a first change. */
export function didOpenTextDocument({ workspace }: Server, { uri }: TextDocument): void {
  workspace.uris.remember(uri);
  workspace.session.forget(workspace.uris.path(uri));
}
