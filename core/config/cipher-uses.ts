/** Where a cipher string, or another setting of OpenSSL, is in force. */
import { defaultProtocols } from "../knowledge/protocols.ts";
import { versionAtLeast } from "../settings.ts";
import type { Config } from "./config.ts";
import { effective } from "./effective.ts";
import { enabledProtocols } from "./enabled-protocols.ts";
import type { Located, Scope } from "./scope.ts";
import { connectionIsSetUp, serverIsSetUp } from "./startup.ts";

const SERVERS: ReadonlySet<string> = new Set(["http/server", "stream/server", "mail/server"]);

/** The servers where `located` is in force. */
export function serversUsing(located: Located): readonly Scope[] {
  const name = located.directive.name.text;
  const inside = [...located.scope.inward()].filter((it) => SERVERS.has(it.place));
  return inside.filter((it) => effective(name, it)?.directives.includes(located) ?? false);
}

/**
 * True if nginx hands the string to OpenSSL when it starts, and so refuses it if OpenSSL does: somewhere it
 * is in force for a TLS hop, or for a server that has a certificate or rejects handshakes.
 */
export function cipherStringIsSetUp(config: Config, located: Located): boolean {
  const name = located.directive.name.text;
  if (name.startsWith("js_fetch_")) {
    // njs sets up a context for each block that has TLS settings of its own, once there is a server
    return located.scope.place !== "http" && located.scope.place !== "stream"
      ? config.kind === "main"
      : serversUsing(located).length > 0;
  }
  return settingIsSetUp(config, located);
}

/**
 * True if nginx hands the value of a `ssl_*` or `proxy_ssl_*` directive to OpenSSL when it starts: somewhere it is in
 * force for a TLS hop, or for a server that has a certificate or rejects handshakes.
 */
export function settingIsSetUp(config: Config, located: Located): boolean {
  const name = located.directive.name.text;
  if (name.startsWith("ssl_")) {
    return serversUsing(located).some((it) => hasContext(it) && serverIsSetUp(it, config.settings));
  }
  const suffix = name.slice(name.indexOf("_") + 1);
  return config.connections.some(
    (it) =>
      it.directiveName(suffix) === name &&
      it.setting(suffix).directives.includes(located) &&
      connectionIsSetUp(it),
  );
}

/** False if all that use a cipher string speak TLS 1.3 alone, whose suites no cipher string selects. */
export function cipherStringMatters(config: Config, located: Located): boolean {
  const lists = protocolsBeside(config, located);
  return lists.length === 0 || lists.some((it) => [...it].some((name) => name !== "TLSv1.3"));
}

/** The protocols of each server or hop that uses a cipher string. */
function protocolsBeside(config: Config, located: Located): readonly Iterable<string>[] {
  const name = located.directive.name.text;
  const { nginxVersion } = config.settings;
  const at = (scope: Scope, directive: string) => {
    const written = effective(directive, scope)?.directives;
    return written ? enabledProtocols(written) : defaultProtocols(nginxVersion, directive);
  };
  if (name === "ssl_ciphers") {
    // Before 1.29.2 the list of the default server counts.
    const servers = versionAtLeast(nginxVersion, "1.29.2")
      ? serversUsing(located)
      : [...config.root.inward()].filter((it) => SERVERS.has(it.place));
    return servers.map((it) => at(it, "ssl_protocols"));
  }
  return config.connections
    .filter((it) => it.tls !== "no" && it.directiveName("ssl_ciphers") === name)
    .filter((it) => it.setting("ssl_ciphers").directives.includes(located))
    .map((it) => at(it.scope, it.directiveName("ssl_protocols")));
}

function hasContext(scope: Scope): boolean {
  const rejects = effective("ssl_reject_handshake", scope)?.directives[0].directive.args[0]?.text;
  return effective("ssl_certificate", scope) !== undefined || rejects?.toLowerCase() === "on";
}
