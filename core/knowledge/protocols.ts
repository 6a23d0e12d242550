/** SSL and TLS versions as nginx names them. */
import { versionAtLeast } from "../version.ts";

export type Protocol = "SSLv2" | "SSLv3" | "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";

/** Oldest first. */
export const PROTOCOLS: readonly Protocol[] = [
  "SSLv2",
  "SSLv3",
  "TLSv1",
  "TLSv1.1",
  "TLSv1.2",
  "TLSv1.3",
];

/** Retired versions, each with the document that retired it. */
export const RETIRED_PROTOCOLS: ReadonlyMap<Protocol, string> = new Map([
  ["SSLv2", "RFC 6176"],
  ["SSLv3", "RFC 7568"],
  ["TLSv1", "RFC 8996"],
  ["TLSv1.1", "RFC 8996"],
]);

/** Directives whose arguments are protocol names. */
export const PROTOCOL_DIRECTIVES: readonly string[] = [
  "ssl_protocols",
  "proxy_ssl_protocols",
  "grpc_ssl_protocols",
  "uwsgi_ssl_protocols",
  "js_fetch_protocols",
  "zone_sync_ssl_protocols",
  "lua_ssl_protocols",
];

/** The protocol of this name, which nginx compares without regard to case. */
export function protocolNamed(text: string): Protocol | undefined {
  const name = text.toLowerCase();
  return PROTOCOLS.find((it) => it.toLowerCase() === name);
}

/** Names that a protocol directive takes; njs leaves SSL 2.0 and 3.0 out. */
export function acceptedProtocols(directive: string): readonly Protocol[] {
  return directive === "js_fetch_protocols" ? PROTOCOLS.slice(2) : PROTOCOLS;
}

/** Defaults by the nginx version that brought them (CHANGES), newest first. */
const DEFAULTS: readonly (readonly [string, readonly Protocol[]])[] = [
  ["1.27.3", ["TLSv1.2", "TLSv1.3"]],
  ["1.23.4", ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]],
  ["1.9.1", ["TLSv1", "TLSv1.1", "TLSv1.2"]],
  ["0", ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"]],
];

/** njs's own default, in every version up to 1.0.1. */
const JS_FETCH_DEFAULT: readonly Protocol[] = ["TLSv1", "TLSv1.1", "TLSv1.2"];

/**
 * What is enabled where no protocol directive is in force: the same for listeners and upstreams, other
 * for `js_fetch_protocols`.
 */
export function defaultProtocols(nginxVersion: string, directive?: string): readonly Protocol[] {
  if (directive === "js_fetch_protocols") return JS_FETCH_DEFAULT;
  return DEFAULTS.find(([since]) => versionAtLeast(nginxVersion, since))?.[1] ?? [];
}
