/** `textDocument/rename` and `textDocument/prepareRename`. What can't be renamed is refused with the reason. */
import {
  LSPErrorCodes,
  MessageType,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  ShowMessageNotification,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { rename as renameSymbol, renameTarget, symbolAt } from "#core";
import { asked, type Feature } from "./feature.ts";
import { symbolEverywhere } from "./references.ts";
import type { Server } from "./server.ts";
import { toRange, toWorkspaceEdit } from "./to-protocol.ts";

export const renameFeature: Feature = {
  capabilities: (support) => ({
    renameProvider: support.prepareRename ? { prepareProvider: true } : true,
  }),
  listen: (server, guard) => {
    const { connection } = server.workspace;
    connection.onPrepareRename(guard.request("prepareRename", (it) => prepareRename(server, it)));
    connection.onRenameRequest(guard.request("rename", (it) => rename(server, it)));
  },
};

async function prepareRename(
  server: Server,
  params: PrepareRenameParams,
): Promise<PrepareRenameResult | null> {
  const found = await asked(server, params);
  const symbol = found && symbolAt(found.configs, found.cursor);
  if (!symbol) return null;
  const target = renameTarget(symbol);
  if ("refused" in target) throw refusal(target.refused);
  return { range: toRange(target.span, found.file), placeholder: target.name };
}

async function rename(server: Server, params: RenameParams): Promise<WorkspaceEdit | null> {
  const found = await asked(server, params);
  const everywhere = found && (await symbolEverywhere(server, found));
  if (!everywhere) return null;
  const { symbol, view } = everywhere;
  const renaming = renameSymbol(symbol, params.newName);
  if ("refused" in renaming) throw refusal(renaming.refused);
  if (renaming.unseen !== undefined) await tell(server, renaming.unseen);
  return toWorkspaceEdit(renaming.edits, view);
}

/** Files that were not read can't be renamed in; who asked for the rename should know. */
function tell({ workspace }: Server, message: string): Promise<void> {
  return workspace.connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Info,
    message,
  });
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
