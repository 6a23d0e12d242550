/** Which connections share one upstream: TLS sessions and kept-alive connections hang on it, not on the location. */
import type { TlsConnection } from "./connections.ts";
import { effective } from "./effective.ts";
import type { Located, Scope } from "./scope.ts";
import type { Upstream } from "./upstreams.ts";

export interface SharedUpstream {
  readonly name: string;
  readonly group: Upstream | undefined;
  /** TLS connections to it, in order. */
  readonly connections: readonly TlsConnection[];
}

/**
 * Groups TLS connections by the upstream object nginx makes for them: a declared group, or one for each
 * literal host and port.
 */
export function sharedUpstreams(connections: readonly TlsConnection[]): readonly SharedUpstream[] {
  const found = new Map<string, { group: Upstream | undefined; connections: TlsConnection[] }>();
  for (const connection of connections) {
    const key = connection.tls === "yes" ? upstreamKey(connection) : undefined;
    if (key === undefined) continue;
    const known = found.get(key);
    if (known) known.connections.push(connection);
    else found.set(key, { group: connection.target.group, connections: [connection] });
  }
  return [...found].map(([key, it]) => ({ name: key.slice(key.indexOf(" ") + 1), ...it }));
}

function upstreamKey(connection: TlsConnection): string | undefined {
  const { address, group, text } = connection.target;
  const family = connection.facts.upstreams;
  if (group) return `${family} ${group.name}`;
  if (!address || connection.target.hasVariables) return undefined;
  if (address.unix) return `${family} ${/unix:[^:]*/i.exec(text)?.[0]}`;
  return `${family} ${address.host.toLowerCase()}:${address.port ?? 443}`;
}

/** A `keepalive N` without `local` that keeps any, which hands whole connections to any location. */
export function sharedKeepalive(group: Upstream | undefined): Located | undefined {
  const block: Scope | undefined = group?.opener.block;
  const found = block && effective("keepalive", block)?.directives[0];
  if (!found || found.scope !== block) return undefined;
  const isOwn = found.directive.args.some((it) => it.text === "local" || it.text === "0");
  return isOwn ? undefined : found;
}

/** The suffix of the first setting in which the TLS policies of two connections differ. */
export function policyDifference(a: TlsConnection, b: TlsConnection): string | undefined {
  const verifies = a.isOn("ssl_verify") || b.isOn("ssl_verify");
  const checked = verifies ? ["ssl_trusted_certificate", "ssl_crl", "ssl_verify_depth"] : [];
  // A key without a certificate is not used.
  const presents = a.setting("ssl_certificate").value && b.setting("ssl_certificate").value;
  const identity = ["ssl_certificate", ...(presents ? ["ssl_certificate_key"] : [])];
  if (
    a.isOn("ssl_verify") ? b.isOff("ssl_verify") : a.isOff("ssl_verify") && b.isOn("ssl_verify")
  ) {
    return "ssl_verify";
  }
  return [...checked, ...identity].find((it) => writtenValue(a, it) !== writtenValue(b, it));
}

/** An empty name stands for none. */
function writtenValue(connection: TlsConnection, suffix: string): string {
  return connection.setting(suffix).value ?? "";
}

/**
 * The same of connections that are kept: the name in the certificate is checked when one is made, and not again when
 * another location gets it.
 */
export function keptDifference(a: TlsConnection, b: TlsConnection): string | undefined {
  const verifies = a.isOn("ssl_verify") && b.isOn("ssl_verify");
  const names = verifies && nameOf(a) !== nameOf(b) ? "ssl_name" : undefined;
  return policyDifference(a, b) ?? names;
}

function nameOf(connection: TlsConnection): string {
  return (connection.setting("ssl_name").value ?? connection.peerName ?? "").toLowerCase();
}
