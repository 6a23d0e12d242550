import { DidChangeConfigurationNotification } from "vscode-languageserver";
import type { Watchers } from "./watchers.ts";
import type { Workspace } from "./workspace.ts";

/** `initialized`: registers what can only be registered now. */
export async function initialized(workspace: Workspace, watchers: Watchers): Promise<void> {
  const { connection, support } = workspace;
  if (support.registerConfiguration) {
    const section = "nginxTls";
    await connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  await watchers.watchWorkspace();
}
