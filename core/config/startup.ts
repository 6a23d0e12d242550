/**
 * Which TLS settings nginx sets up when it starts. What it does not set up it neither opens nor refuses,
 * however wrong it is.
 */
import { type Settings, versionAtLeast } from "../settings.ts";
import type { TlsConnection } from "./connections.ts";
import { effective } from "./effective.ts";
import type { Scope } from "./scope.ts";

/** From the server's own `listen` directives; a server without one listens in plain text on port 80. */
export function serverTls(scope: Scope): "yes" | "no" | "unknown" {
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

/**
 * True if nginx sets up the TLS of a hop: that of a TLS pass, and of any pass with a variable, which can
 * hold the scheme (ngx_http_proxy_pass sets `ssl` then). In `stream` it is `proxy_ssl` alone, also for UDP.
 */
export function connectionIsSetUp(connection: TlsConnection): boolean {
  if (connection.facts.family === "stream") return connection.isOn("ssl");
  return connection.tls === "yes" || connection.target.hasVariables;
}

/**
 * True if nginx sets up the TLS of a server that has a certificate. In `http` it does so for every one
 * (ngx_http_ssl_merge_srv_conf), in `stream` since 1.25.5, before that and in `mail` for TLS ones only.
 */
export function serverIsSetUp(scope: Scope, settings: Settings): boolean {
  if (scope.isIn("http")) return true;
  if (scope.isIn("stream") && versionAtLeast(settings.nginxVersion, "1.25.5")) return true;
  return serverTls(scope) === "yes";
}
