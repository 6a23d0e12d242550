import type { WorkspaceEdit } from "vscode-languageserver";
import { type FileEdit, type Finding, fixAll } from "#core";
import type { Cancellation, Checked } from "./checker.ts";
import { type ContextOptions, checkInContext } from "./context.ts";
import { minimalEdits } from "./minimal-edits.ts";
import { type Server, viewOf } from "./server.ts";
import { toWorkspaceEdit } from "./to-protocol.ts";
import type { Workspace } from "./workspace.ts";

/**
 * One edit that applies the safe fixes of a document, of one rule or of all. Undefined if there is nothing
 * to fix, or if something changed meanwhile.
 */
export async function fixAllEdit(
  { workspace, checker }: Server,
  uri: string,
  rule: string | undefined,
  token: Cancellation,
): Promise<WorkspaceEdit | undefined> {
  const checked = await checker.check(uri, token);
  if (!checked) return undefined;
  const { state } = checker;
  const { path } = checked;
  const accept = (it: Finding) => it.file === path && (rule === undefined || it.rule === rule);
  const texts = await fixInScratch(workspace, path, await checker.options(uri), accept);
  if (checker.state !== state || token.isCancellationRequested) return undefined;
  const edits = [...texts].flatMap(([file, text]) => fileEdits(checked, file, text));
  return edits.length > 0 ? toWorkspaceEdit(edits, viewOf(workspace, checked)) : undefined;
}

/** Works on a session of its own, which starts with the texts of the open documents. */
async function fixInScratch(
  workspace: Workspace,
  path: string,
  options: ContextOptions,
  accept: (finding: Finding) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const session = workspace.newSession();
  const opened = new Set<string>();
  const setText = (file: string, text: string) => {
    opened.add(file);
    session.setText(file, text);
  };
  for (const document of workspace.documents.all()) {
    setText(workspace.uris.path(document.uri), document.getText());
  }
  const check = (file: string, how: ContextOptions) => checkInContext(session, file, how);
  try {
    return await fixAll({ check, setText }, path, options, accept);
  } finally {
    for (const file of opened) session.close(file);
  }
}

function fileEdits({ files }: Checked, file: string, text: string): FileEdit[] {
  const before = files.get(file)?.text ?? "";
  return minimalEdits(before, text).map((it) => ({ file, ...it }));
}
