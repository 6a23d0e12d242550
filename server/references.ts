/** `textDocument/references`: in every configuration that has the name, as far as it can be found. */
import type { Location, ReferenceParams } from "vscode-languageserver";
import { type Config, isDefinition, type NamedSymbol, symbolAt } from "#core";
import { configsInContext } from "./context.ts";
import { type Asked, asked, type Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange, type View } from "./to-protocol.ts";

export const referencesFeature: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onReferences(
      guard.request("references", (it) => references(server, it)),
    );
  },
};

async function references(server: Server, params: ReferenceParams): Promise<Location[] | null> {
  const found = await asked(server, params);
  const everywhere = found && (await symbolEverywhere(server, found));
  if (!everywhere) return null;
  const { symbol, view } = everywhere;
  return symbol.places
    .filter((it) => params.context.includeDeclaration || !isDefinition(it))
    .map((it) => ({
      uri: view.uris.uri(it.file),
      range: toRange(it.span, view.files.get(it.file)),
    }));
}

export interface Everywhere {
  readonly symbol: NamedSymbol;
  readonly view: View;
}

/** Files that define a name may belong to more configurations than the one in which it was asked for. */
const MOST_FILES = 8;

/** What the name under the cursor means in these configurations and all others that share its definitions. */
export async function symbolEverywhere(
  server: Server,
  { configs, cursor, file, view }: Asked,
): Promise<Everywhere | undefined> {
  const all: Config[] = [...configs];
  const seen = new Set([file.path]);
  for (;;) {
    const symbol = symbolAt(all, cursor);
    if (!symbol) return undefined;
    const defining = symbol.places.filter(isDefinition).map((it) => it.file);
    const next = defining.find((it) => !seen.has(it));
    if (next === undefined || seen.size > MOST_FILES) {
      return { symbol, view: { ...view, files: new Map(all.flatMap((it) => [...it.files])) } };
    }
    seen.add(next);
    all.push(...(await otherConfigs(server, next, all)));
  }
}

async function otherConfigs(
  { workspace, checker }: Server,
  path: string,
  known: readonly Config[],
): Promise<readonly Config[]> {
  const options = await checker.options(workspace.uris.uri(path));
  const configs = await configsInContext(workspace.session, path, options);
  return configs.filter((it) => !known.some((other) => other.rootFile.path === it.rootFile.path));
}
