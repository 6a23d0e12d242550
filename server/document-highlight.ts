/** `textDocument/documentHighlight`: the other places of this document that mean the same name. */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
} from "vscode-languageserver";
import { isDefinition, symbolAt } from "#core";
import { asked, type Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export const documentHighlightFeature: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onDocumentHighlight(
      guard.request("documentHighlight", (it) => documentHighlight(server, it)),
    );
  },
};

/** Null where there is no name: editors then mark equal words. */
async function documentHighlight(
  server: Server,
  params: DocumentHighlightParams,
): Promise<DocumentHighlight[] | null> {
  const found = await asked(server, params);
  const symbol = found && symbolAt(found.configs, found.cursor);
  if (!found || !symbol) return null;
  return symbol.places
    .filter((it) => it.file === found.file.path)
    .map((it) => ({
      range: toRange(it.span, found.file),
      kind: isDefinition(it) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
