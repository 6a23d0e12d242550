/** The certificates and keys nginx presents: to an upstream, or to clients of a server. */
import type { TlsConnection } from "./connections.ts";
import { effective } from "./effective.ts";
import type { Located, Scope } from "./scope.ts";

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
}

export function collectIdentities(
  root: Scope,
  connections: readonly TlsConnection[],
): readonly Identity[] {
  const found = connections.map(upstreamIdentity);
  for (const scope of root.inward()) {
    if (SERVERS.has(scope.place)) found.push(serverIdentity(scope));
  }
  return found.filter((it) => it.certificates.length > 0 || it.keys.length > 0);
}

const SERVERS: ReadonlySet<string> = new Set(["http/server", "stream/server", "mail/server"]);

function upstreamIdentity(connection: TlsConnection): Identity {
  const certificates = connection.setting("ssl_certificate");
  // `proxy_ssl_certificate "";` takes an inherited certificate back
  const none = certificates.value === "";
  return {
    side: "upstream",
    certificateName: certificates.name,
    keyName: connection.directiveName("ssl_certificate_key"),
    passwordName: connection.directiveName("ssl_password_file"),
    certificates: none ? [] : certificates.directives,
    keys: none ? [] : connection.setting("ssl_certificate_key").directives,
    passwordFile: connection.setting("ssl_password_file").directives[0],
    user: connection.pass,
    scope: connection.scope,
    connection,
    tls: connection.tls,
  };
}

function serverIdentity(scope: Scope): Identity {
  return {
    side: "server",
    certificateName: "ssl_certificate",
    keyName: "ssl_certificate_key",
    passwordName: "ssl_password_file",
    certificates: effective("ssl_certificate", scope)?.directives ?? [],
    keys: effective("ssl_certificate_key", scope)?.directives ?? [],
    passwordFile: effective("ssl_password_file", scope)?.directives[0],
    user: scope.opener,
    scope,
    connection: undefined,
    tls: serverTls(scope),
  };
}

/** From the server's own `listen` directives; a server without one listens in plain text on port 80. */
function serverTls(scope: Scope): "yes" | "no" | "unknown" {
  const listens = scope.named("listen");
  const tls = listens.some((it) =>
    it.directive.args.some((word) => word.text === "ssl" || word.text === "quic"),
  );
  const always =
    effective("ssl", scope)?.directives[0].directive.args[0]?.text.toLowerCase() === "on";
  const starttls = effective("starttls", scope)?.directives[0].directive.args[0]?.text;
  if (tls || always || (starttls !== undefined && starttls.toLowerCase() !== "off")) return "yes";
  return scope.hasUnreadInclude || listens.length === 0 ? "unknown" : "no";
}
