/** `textDocument/documentSymbol`: the outline, the breadcrumbs and "go to symbol in file". */
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver";
import { type OutlineItem, type OutlineKind, outlineOf, type SourceFile } from "#core";
import type { Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export const documentSymbolFeature: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onDocumentSymbol(
      guard.request("documentSymbol", (it) => documentSymbols(server, it)),
    );
  },
};

export const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  section: SymbolKind.Namespace,
  server: SymbolKind.Class,
  location: SymbolKind.Method,
  condition: SymbolKind.Operator,
  upstream: SymbolKind.Interface,
  member: SymbolKind.Field,
  variable: SymbolKind.Variable,
  zone: SymbolKind.Constant,
  format: SymbolKind.String,
  file: SymbolKind.File,
  code: SymbolKind.Function,
  block: SymbolKind.Object,
};

async function documentSymbols(
  { workspace }: Server,
  { textDocument: { uri } }: DocumentSymbolParams,
): Promise<DocumentSymbol[] | SymbolInformation[] | null> {
  if (!workspace.documents.get(uri)) return null;
  const file = await workspace.session.file(workspace.uris.path(uri));
  if (!file) return null;
  const items = outlineOf(file);
  if (workspace.support.hierarchicalSymbols) return items.map((it) => toSymbol(it, file));
  return items.flatMap((it) => flat(it, file, uri, ""));
}

function toSymbol(
  { name, detail, kind, span, head, children }: OutlineItem,
  file: SourceFile,
): DocumentSymbol {
  return {
    name,
    ...(detail !== "" && { detail }),
    kind: SYMBOL_KINDS[kind],
    range: toRange(span, file),
    selectionRange: toRange(head, file),
    children: children.map((it) => toSymbol(it, file)),
  };
}

function flat(
  item: OutlineItem,
  file: SourceFile,
  uri: string,
  containerName: string,
): SymbolInformation[] {
  const { name, kind, span, children } = item;
  const location = { uri, range: toRange(span, file) };
  const own = { name, kind: SYMBOL_KINDS[kind], location, containerName };
  return [own, ...children.flatMap((it) => flat(it, file, uri, name))];
}
