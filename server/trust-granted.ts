import { recheckAll, type Server } from "./server.ts";

/** `nginxTls/trustGranted`: files outside the workspace and certificates may be read from now on. */
export function trustGranted(server: Server): void {
  const { workspace } = server;
  if (!workspace.folders.restricted) return;
  workspace.folders.restricted = false;
  workspace.restart();
  recheckAll(server);
}
