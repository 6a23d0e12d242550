import type { VirtualServer } from "./listeners.ts";

/** What to call a server in a sentence: its first name, else its address. */
export function serverLabel(server: VirtualServer): string {
  const name = server.names.find((it) => it !== "" && it !== "_");
  return name ?? server.listens[0]?.address.key ?? "server";
}
