import type { DidChangeConfigurationParams } from "vscode-languageserver";
import { FEATURES } from "./features.ts";
import { recheckAll, type Server } from "./server.ts";

/** `workspace/didChangeConfiguration` */
export async function didChangeConfiguration(
  server: Server,
  { settings }: DidChangeConfigurationParams,
): Promise<void> {
  server.workspace.settings.changed(settings);
  recheckAll(server);
  for (const feature of FEATURES) await feature.configured?.(server);
}
