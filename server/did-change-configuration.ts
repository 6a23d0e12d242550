import type { DidChangeConfigurationParams } from "vscode-languageserver";
import { recheckAll, type Server } from "./server.ts";

/** `workspace/didChangeConfiguration` */
export function didChangeConfiguration(
  server: Server,
  { settings }: DidChangeConfigurationParams,
): void {
  server.workspace.settings.changed(settings);
  recheckAll(server);
}
