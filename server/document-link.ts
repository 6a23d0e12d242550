/** `textDocument/documentLink`: includes, certificates and other files, where they are. */
import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { commentLinks, type FileLink, linksIn, paths, type Session } from "#core";
import { type Feature, opened } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export const documentLinkFeature: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  listen: (server, guard) => {
    server.workspace.connection.onDocumentLinks(
      guard.request("documentLink", (it) => documentLinks(server, it)),
    );
  },
};

/** A pattern that several files match has no link: an editor can't open them all. */
async function documentLinks(
  server: Server,
  { textDocument }: DocumentLinkParams,
): Promise<DocumentLink[]> {
  const found = await opened(server, textDocument);
  if (!found) return [];
  const { file, configs, view } = found;
  const targets = new Map<number, DocumentLink>();
  for (const config of configs) {
    for (const link of [...linksIn(config, file), ...commentLinks(config, file)]) {
      if (targets.has(link.span.start)) continue;
      const [path, another] = await existingPaths(server.workspace.session, link);
      if (path === undefined || another !== undefined) continue;
      const range = toRange(link.span, file);
      targets.set(link.span.start, { range, target: view.uris.uri(path) });
    }
  }
  return [...targets.values()];
}

/** The files of an include, or the likeliest one that is there. */
export async function existingPaths(
  session: Session,
  { paths: all, found }: FileLink,
): Promise<readonly string[]> {
  if (found) return all;
  for (const path of all) {
    const names = await session.listFiles(paths.folderOf(path));
    if (names.includes(path.slice(path.lastIndexOf("/") + 1))) return [path];
  }
  return [];
}
