/** `textDocument/publishDiagnostics` for `nginx-tls.json`, which is no document of this server. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { LineIndex, type ProjectFile } from "#core";
import type { Workspace } from "./workspace.ts";

/**
 * Tells what is wrong in the project files that count for the open documents, and takes back what was told of
 * others. `told` holds what the client knows, by URI.
 */
export async function tellProjectFiles(
  workspace: Workspace,
  told: Map<string, string>,
): Promise<void> {
  const { documents, uris, folders, session, connection } = workspace;
  const found = new Map<string, ProjectFile>();
  for (const uri of documents.keys()) {
    const path = uris.path(uri);
    for (const it of await session.projectFiles.filesFor(path, folders.projectFiles(path))) {
      found.set(uris.uri(it.path), it);
    }
  }
  for (const uri of new Set([...told.keys(), ...found.keys()])) {
    const file = found.get(uri);
    const diagnostics = file ? toDiagnostics(file) : [];
    const content = JSON.stringify(diagnostics);
    if ((told.get(uri) ?? "[]") === content) continue;
    if (diagnostics.length > 0) told.set(uri, content);
    else told.delete(uri);
    await connection.sendDiagnostics({ uri, diagnostics });
  }
}

function toDiagnostics({ text, problems }: ProjectFile): Diagnostic[] {
  const lines = new LineIndex(text);
  return problems.map(({ span, message }) => ({
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    severity: DiagnosticSeverity.Warning,
    source: "nginx-tls",
    message,
  }));
}
