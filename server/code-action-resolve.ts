/** `codeAction/resolve`: computes the edit of a fix in bulk. */
import { type CodeAction, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Cancellation } from "./checker.ts";
import type { BulkFix } from "./code-action.ts";
import { fixAllEdit } from "./fix-all.ts";
import type { Server } from "./server.ts";

export async function codeActionResolve(
  server: Server,
  action: CodeAction,
  token: Cancellation,
): Promise<CodeAction> {
  const { data } = action;
  if (!isBulkFix(data)) return action;
  if (server.workspace.documents.get(data.uri)?.version !== data.version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
  }
  const edit = await fixAllEdit(server, data.uri, data.rule, token);
  return edit ? { ...action, edit } : action;
}

function isBulkFix(data: unknown): data is BulkFix {
  return (
    typeof data === "object" &&
    data !== null &&
    "uri" in data &&
    typeof data.uri === "string" &&
    "version" in data &&
    typeof data.version === "number" &&
    (!("rule" in data) || typeof data.rule === "string")
  );
}
