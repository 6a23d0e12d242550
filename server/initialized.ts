import { DidChangeConfigurationNotification } from "vscode-languageserver";
import { FEATURES } from "./features.ts";
import type { Server } from "./server.ts";
import type { Watchers } from "./watchers.ts";

/** `initialized`: registers what can only be registered now. */
export async function initialized(server: Server, watchers: Watchers): Promise<void> {
  const { connection, support } = server.workspace;
  if (support.registerConfiguration) {
    const section = "nginxTls";
    await connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  await watchers.watchWorkspace();
  for (const feature of FEATURES) await feature.configured?.(server);
}
