/** `workspace/symbol`: servers, locations and names of the configurations that are open or in the folders. */
import type { SymbolInformation, WorkspaceSymbolParams } from "vscode-languageserver";
import { type Config, candidatesBelow, findSymbols, isMainFile } from "#core";
import type { Cancellation } from "./checker.ts";
import { configsInContext } from "./context.ts";
import { SYMBOL_KINDS } from "./document-symbol.ts";
import type { Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";
import type { Uris } from "./uris.ts";

export const workspaceSymbolFeature: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onWorkspaceSymbol(
      guard.request("workspace/symbol", (it, token) => workspaceSymbols(server, it, token)),
    );
  },
};

const MOST_SYMBOLS = 1000;
/** So many configurations are searched, those of open documents first. */
const MOST_CONFIGS = 50;

async function workspaceSymbols(
  server: Server,
  { query }: WorkspaceSymbolParams,
  token: Cancellation,
): Promise<SymbolInformation[] | null> {
  const configs = await configsAround(server, token);
  if (token.isCancellationRequested) return null;
  const files = new Map(configs.flatMap((it) => [...it.files]));
  const { uris } = server.workspace;
  return findSymbols(configs, query, MOST_SYMBOLS).map(({ name, kind, container, file, span }) => ({
    name,
    kind: SYMBOL_KINDS[kind],
    ...(container !== "" && { containerName: container }),
    location: { uri: uris.uri(file), range: toRange(span, files.get(file)) },
  }));
}

/** One for each main file, and those of open files that none includes. */
async function configsAround(server: Server, token: Cancellation): Promise<readonly Config[]> {
  const { session, folders, uris } = server.workspace;
  const found = new Map<string, Config>();
  const paths = new Set(server.workspace.openPaths().filter((it) => isOwn(it, uris)));
  for (const path of await mainFiles(server, folders.all)) paths.add(path);
  for (const path of paths) {
    if (found.size >= MOST_CONFIGS || token.isCancellationRequested) break;
    const isKnown = [...found.values()].some((it) => it.files.has(path));
    if (isKnown) continue;
    const options = await server.checker.options(uris.uri(path));
    for (const it of await configsInContext(session, path, options)) {
      if (!found.has(it.rootFile.path)) found.set(it.rootFile.path, it);
    }
  }
  return [...found.values()];
}

/** Not what an editor shows of another time or place, such as a `git:` document beside its file. */
function isOwn(path: string, uris: Uris): boolean {
  return uris.isHome(path) || uris.uri(path).startsWith("untitled:");
}

async function mainFiles(
  { workspace: { session } }: Server,
  folders: readonly string[],
): Promise<readonly string[]> {
  const key = ["candidates", ...folders].join("\n");
  const candidates = await session.remembered(key, () => candidatesBelow(folders, session));
  const found: string[] = [];
  for (const path of candidates) {
    const file = await session.file(path);
    if (file && isMainFile(file)) found.push(path);
  }
  return found;
}
