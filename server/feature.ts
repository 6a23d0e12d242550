/** What one LSP method, or a few that belong together, adds to the server. */
import type { ServerCapabilities } from "vscode-languageserver";
import type { Position, TextDocumentIdentifier } from "vscode-languageserver-types";
import { type Config, type Cursor, cursorAt, type SourceFile } from "#core";
import type { ClientSupport } from "./client-support.ts";
import { configsInContext } from "./context.ts";
import type { Guard } from "./guard.ts";
import type { Server } from "./server.ts";
import { offsetAt, type View } from "./to-protocol.ts";

export interface Feature {
  /** What `initialize` answers for it. */
  capabilities(support: ClientSupport): ServerCapabilities;
  /** Registers its handlers; all go through the guard. */
  listen(server: Server, guard: Guard): void;
  /** Called once the client is ready, and after each change of settings. */
  configured?(server: Server): Promise<void>;
  /** Called when the server ends. */
  dispose?(server: Server): void;
}

/** A document as things stand, in each configuration that it belongs to. */
export interface Opened {
  readonly file: SourceFile;
  /** Never empty; the first is the one that matters most. */
  readonly configs: readonly [Config, ...Config[]];
  /** For `toRange` and `toWorkspaceEdit`: the files of all these configurations. */
  readonly view: View;
}

export interface Asked extends Opened {
  readonly cursor: Cursor;
}

/** Undefined if the document was closed meanwhile. */
export async function opened(
  { workspace, checker }: Server,
  { uri }: TextDocumentIdentifier,
): Promise<Opened | undefined> {
  const { session, uris, documents } = workspace;
  if (!documents.get(uri)) return undefined;
  const path = uris.path(uri);
  const options = await checker.options(uri);
  const file = await session.file(path);
  const [first, ...others] = await configsInContext(session, path, options);
  if (!file || !first || !documents.get(uri)) return undefined;
  const configs = [first, ...others] as const;
  const files = new Map([first, ...others].flatMap((it) => [...it.files]));
  const view = { files, versions: workspace.versions(), uris, support: workspace.support };
  return { file, configs: [...configs], view };
}

/** The same with what is at a position. */
export async function asked(
  server: Server,
  { textDocument, position }: { textDocument: TextDocumentIdentifier; position: Position },
): Promise<Asked | undefined> {
  const found = await opened(server, textDocument);
  return found && { ...found, cursor: cursorAt(found.file, offsetAt(found.file, position)) };
}
