/** `textDocument/definition`: of a name, and the files that an include or a path leads to. */
import type { Definition, DefinitionLink, DefinitionParams } from "vscode-languageserver";
import { definitionsAt, type FileLink, linkAt } from "#core";
import { existingPaths } from "./document-link.ts";
import { type Asked, asked, type Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export const definitionFeature: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onDefinition(
      guard.request("definition", (it) => definition(server, it)),
    );
  },
};

async function definition(
  server: Server,
  params: DefinitionParams,
): Promise<Definition | DefinitionLink[] | null> {
  const found = await asked(server, params);
  if (!found) return null;
  const links = definitionLinks(found) ?? (await fileLinks(server, found));
  if (!links) return null;
  if (server.workspace.support.definitionLinks) return links;
  return links.map((it) => ({ uri: it.targetUri, range: it.targetSelectionRange }));
}

function definitionLinks({ configs, cursor, file, view }: Asked): DefinitionLink[] | undefined {
  const defined = definitionsAt(configs, cursor);
  return defined?.definitions.map((it) => ({
    originSelectionRange: toRange(defined.origin, file),
    targetUri: view.uris.uri(it.file),
    targetRange: toRange(it.whole, view.files.get(it.file)),
    targetSelectionRange: toRange(it.name, view.files.get(it.file)),
  }));
}

async function fileLinks(
  server: Server,
  { configs, cursor, file, view }: Asked,
): Promise<DefinitionLink[] | undefined> {
  const links = configs.map((it) => linkAt(it, cursor)).filter((it) => it !== undefined);
  const [first] = links;
  if (!first) return undefined;
  const paths = new Set<string>();
  for (const it of links) for (const path of await existing(server, it)) paths.add(path);
  const start = { line: 0, character: 0 };
  return [...paths].map((path) => ({
    originSelectionRange: toRange(first.span, file),
    targetUri: view.uris.uri(path),
    targetRange: { start, end: start },
    targetSelectionRange: { start, end: start },
  }));
}

function existing({ workspace }: Server, link: FileLink): Promise<readonly string[]> {
  return existingPaths(workspace.session, link);
}
