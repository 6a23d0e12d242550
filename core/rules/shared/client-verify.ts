/** What the rules about client certificates share. */
import type { VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import { serverIsSetUp } from "../../config/startup.ts";
import type { FileEdit } from "../../finding.ts";
import { type Settings, versionAtLeast } from "../../settings.ts";
import { insertAfter, replaceArguments } from "./edits.ts";

/** A file name for the CAs that clients are verified against, which only the operator knows. */
export const CLIENT_CA = "/etc/nginx/client-ca.crt";

/** The `ssl_verify_client` in force, if it asks clients for a certificate that must stand up to a CA. */
export function verifying(server: VirtualServer): Located | undefined {
  return /^(on|optional)$/.test(server.verifyClient)
    ? server.settings("ssl_verify_client")[0]
    : undefined;
}

/** Since 1.27.2 `ssl_trusted_certificate` alone is enough. */
export function takesTrustedOnly({ nginxVersion }: Settings): boolean {
  return versionAtLeast(nginxVersion, "1.27.2");
}

/** True if nginx sets up the server's TLS when it starts, and so refuses a verification without a CA. */
export function isSetUp(server: VirtualServer, settings: Settings): boolean {
  const hasContext = server.hasCertificate || server.rejectsHandshake;
  return hasContext && serverIsSetUp(server.scope, settings);
}

/** Verifies clients at `anchor`'s block, with a CA if none is in force. */
export function verifyClients(server: VirtualServer, anchor: Located): FileEdit[] {
  const [own] = anchor.scope.named("ssl_verify_client");
  const ca = server.value("ssl_client_certificate") ? [] : [`ssl_client_certificate ${CLIENT_CA};`];
  if (!own) return [insertAfter(anchor, [...ca, "ssl_verify_client on;"])];
  return [replaceArguments(own, "on"), ...(ca.length > 0 ? [insertAfter(own, ca)] : [])];
}

export const REFUSED_CLIENTS: string =
  "Clients without a certificate of the named CA are refused from then on. Put in the name of the CA file that exists.";
