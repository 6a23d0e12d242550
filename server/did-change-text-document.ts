import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Server } from "./server.ts";

/** `textDocument/didChange`, and the first text of a document that opens. */
export function didChangeTextDocument(server: Server, document: TextDocument): void {
  const { workspace, checker, feedback } = server;
  workspace.session.setText(workspace.uris.path(document.uri), document.getText());
  checker.touch();
  feedback.changed();
}
