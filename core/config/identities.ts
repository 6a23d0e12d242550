/** The certificates and keys nginx presents: to an upstream, or to clients of a server. */
import type { Settings } from "../settings.ts";
import type { TlsConnection } from "./connections.ts";
import { effective } from "./effective.ts";
import type { Located, Scope } from "./scope.ts";
import { connectionIsSetUp, serverIsSetUp, serverTls } from "./startup.ts";

/**
 * Certificate and key directives in force at one place. nginx merges the two lists on their own, so they
 * can come from different blocks (ngx_http_proxy_merge_loc_conf, ngx_http_ssl_merge_srv_conf).
 */
export interface Identity {
  readonly side: "upstream" | "server";
  /** E.g. `proxy_ssl_certificate`. */
  readonly certificateName: string;
  readonly keyName: string;
  readonly passwordName: string;
  readonly certificates: readonly Located[];
  readonly keys: readonly Located[];
  readonly passwordFile: Located | undefined;
  /** Where the identity is used: the pass, or the `server` directive (the first listed thing of a fragment). */
  readonly user: Located | undefined;
  readonly scope: Scope;
  /** The hop, for the upstream side. */
  readonly connection: TlsConnection | undefined;
  /** Whether a handshake uses it: the hop is TLS, or the server has a TLS `listen`. */
  readonly tls: "yes" | "no" | "unknown";
  /** Whether nginx sets the identity up when it starts: it refuses a certificate without a key then. */
  readonly isSetUp: boolean;
  /** Whether it also reads the files then: a variable in one name puts that off to the handshake for all. */
  readonly isLoaded: boolean;
}

/** Those that nginx sets up come first, then the ones of TLS hops and listeners. */
export function collectIdentities(
  root: Scope,
  connections: readonly TlsConnection[],
  settings: Settings,
): readonly Identity[] {
  const found = connections.filter(hasIdentity).map(upstreamIdentity);
  for (const scope of root.inward()) {
    if (SERVERS.has(scope.place)) found.push(serverIdentity(scope, settings));
  }
  return found
    .filter((it) => it.certificates.length > 0 || it.keys.length > 0)
    .sort((a, b) => weight(b) - weight(a));
}

function hasIdentity(connection: TlsConnection): boolean {
  const names = ["ssl_certificate", "ssl_certificate_key"];
  return names.some((it) => connection.setting(it).directives.length > 0);
}

function weight(identity: Identity): number {
  return (identity.isSetUp ? 2 : 0) + (identity.tls === "yes" ? 1 : 0);
}

const SERVERS: ReadonlySet<string> = new Set(["http/server", "stream/server", "mail/server"]);

function upstreamIdentity(connection: TlsConnection): Identity {
  const certificates = connection.setting("ssl_certificate");
  // `proxy_ssl_certificate "";` takes an inherited certificate back
  const none = certificates.value === "";
  const keys = none ? [] : connection.setting("ssl_certificate_key").directives;
  const isSetUp = connectionIsSetUp(connection);
  return {
    side: "upstream",
    certificateName: certificates.name,
    keyName: connection.directiveName("ssl_certificate_key"),
    passwordName: connection.directiveName("ssl_password_file"),
    certificates: none ? [] : certificates.directives,
    keys,
    passwordFile: connection.setting("ssl_password_file").directives[0],
    user: connection.pass,
    scope: connection.scope,
    connection,
    tls: connection.tls,
    isSetUp,
    isLoaded: isSetUp && ![...certificates.directives, ...keys].some(hasVariable),
  };
}

function serverIdentity(scope: Scope, settings: Settings): Identity {
  const certificates = effective("ssl_certificate", scope)?.directives ?? [];
  const keys = effective("ssl_certificate_key", scope)?.directives ?? [];
  const used = [...certificates, ...keys.slice(0, certificates.length)];
  const isSetUp = certificates.length > 0 && serverIsSetUp(scope, settings);
  return {
    side: "server",
    certificateName: "ssl_certificate",
    keyName: "ssl_certificate_key",
    passwordName: "ssl_password_file",
    certificates,
    keys,
    passwordFile: effective("ssl_password_file", scope)?.directives[0],
    user: scope.opener,
    scope,
    connection: undefined,
    tls: serverTls(scope),
    isSetUp,
    // mail knows no variables: a `$` is a character of the file's name
    isLoaded: isSetUp && (scope.isIn("mail") || !used.some(hasVariable)),
  };
}

function hasVariable(located: Located): boolean {
  return located.directive.args[0]?.text.includes("$") ?? false;
}
