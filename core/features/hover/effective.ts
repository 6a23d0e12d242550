/** The value of a TLS directive that is in force, what it replaces, and what takes it. */
import type { TlsConnection } from "../../config/connections.ts";
import { effective } from "../../config/effective.ts";
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import { listenersOf, type VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { serverLabel } from "../../config/server-label.ts";
import { type TlsDirective, type TlsFamily, tlsDirective } from "../../knowledge/directives.ts";
import { defaultProtocols, PROTOCOL_DIRECTIVES } from "../../knowledge/protocols.ts";
import { TLS_FAMILIES } from "../../knowledge/tls-families.ts";
import { versionAtLeast } from "../../settings.ts";
import { counted } from "../../text.ts";
import { bounded, bullets, code, link, linkToDirective, placeLink, plain } from "../markdown.ts";
import { blockLabel, shorten } from "../posture/row.ts";
import type { Subject } from "./request.ts";

/** Undefined for a directive that is not about TLS. */
export function effectiveSection(subject: Subject): string | undefined {
  const { located } = subject;
  const tls = tlsDirective(located.directive.name.text, familyOf(located.scope));
  if (!tls || tls.inheritance === "never" || located.directive.block) return undefined;
  const lines = [inForce(subject, tls), takers(subject), overriders(subject)];
  return bullets(lines.filter((it) => it !== undefined));
}

function familyOf({ place }: Scope): TlsFamily {
  for (const it of ["http", "stream", "mail"] as const) {
    if (place === it || place.startsWith(`${it}/`)) return it;
  }
  return "core";
}

function inForce({ located, config, linkTo }: Subject, tls: TlsDirective): string {
  const { directive, scope } = located;
  const name = directive.name.text;
  const together = scope.named(name);
  const value = together.map((it) => wordsOf(it)).join(", ");
  const joint =
    tls.inheritance === "set" ? [...enabledProtocols(together)].join(" ") || value : value;
  const outer = scope.parent && effective(name, scope.parent);
  const before = outer
    ? `replaces ${outer.directives.map((it) => code(shorten(wordsOf(it)))).join(", ")} of ${placeLink(outer.directives[0], linkTo)}`
    : defaultIn(name, tls, config.settings.nginxVersion);
  const several = together.length > 1 ? `, of ${together.length} directives in this block` : "";
  const here = `**In force here**: ${code(shorten(joint, 120))}${several}`;
  return before === undefined ? here : `${here}; ${before}`;
}

function wordsOf({ directive }: Located): string {
  return directive.args.map((it) => it.text).join(" ");
}

function defaultIn(name: string, tls: TlsDirective, version: string): string | undefined {
  if (PROTOCOL_DIRECTIVES.includes(name)) {
    return `the default is ${code(defaultProtocols(version, name).join(" "))}`;
  }
  return tls.default === undefined ? undefined : `the default is ${code(tls.default)}`;
}

const MOST = 8;

/** Connections or servers that take the value. */
function takers(subject: Subject): string | undefined {
  const { located, linkTo } = subject;
  const hop = upstreamSuffix(located);
  if (hop !== undefined) return hopTakers(subject, hop);
  const servers = serversTaking(subject);
  if (!servers) return undefined;
  if (servers.length === 0) return "**Taken by** no server in sight";
  const all = servers.map((it) => `${serverLink(it, linkTo)}${remark(it, subject)}`);
  return `**Taken by** ${counted(servers.length, "server")}: ${bounded(all, MOST).join(", ")}`;
}

/** `ssl_verify` of `grpc_ssl_verify`; undefined for a directive of the server side. */
function upstreamSuffix({ directive, scope }: Located): string | undefined {
  const name = directive.name.text;
  const stream = familyOf(scope) === "stream";
  const facts = TLS_FAMILIES.find(
    (it) => (it.family === "stream") === stream && name.startsWith(`${it.prefix}ssl`),
  );
  return facts && name.slice(facts.prefix.length);
}

function hopTakers({ located, places, config, linkTo }: Subject, suffix: string): string {
  const name = located.directive.name.text;
  const hops = config.connections.filter(
    (it) =>
      it.directiveName(suffix) === name &&
      it.setting(suffix).directives.some((origin) => places.includes(origin)),
  );
  if (hops.length === 0) return "**Taken by** no connection in sight";
  const all = hops.map((it) => {
    const label = link(plain(hopLabel(it)), linkToDirective(it.pass, linkTo));
    return it.tls === "no" && suffix !== "ssl" ? `${label} (plain text: no effect)` : label;
  });
  return `**Taken by** ${counted(hops.length, "connection")}: ${bounded(all, MOST).join(", ")}`;
}

/** E.g. `location /api → https://backend`. */
export function hopLabel({ scope, target }: TlsConnection): string {
  return `${blockLabel(scope)} → ${shorten(target.text, 40)}`;
}

/** Undefined where the directive is not one of servers. */
function serversTaking({ located, places, config }: Subject): readonly VirtualServer[] | undefined {
  const name = located.directive.name.text;
  if (!/^(ssl_|http[23]$|starttls$)/.test(name)) return undefined;
  return listenersOf(config).servers.filter(
    (it) =>
      familyOf(it.scope) === familyOf(located.scope) &&
      it.settings(name).some((origin) => places.includes(origin)),
  );
}

export function serverLink(server: VirtualServer, linkTo: Subject["linkTo"]): string {
  const { opener } = server.scope;
  const label = plain(serverLabel(server));
  return opener ? link(label, linkToDirective(opener, linkTo)) : label;
}

/** Always the default server's (ngx_http_ssl_module; the connection starts with its context). */
const OF_DEFAULT_SERVER: ReadonlySet<string> = new Set([
  "ssl_session_cache",
  "ssl_session_timeout",
  "ssl_session_ticket_key",
  "ssl_ecdh_curve",
  "ssl_early_data",
]);

function remark(server: VirtualServer, { located, config }: Subject): string {
  const name = located.directive.name.text;
  const listens = server.tlsListens;
  if (!name.startsWith("ssl_") || server.family === "mail") return "";
  if (listens.length === 0) return server.tls === "no" ? " (plain text: no effect)" : "";
  const old = !versionAtLeast(config.settings.nginxVersion, "1.29.2");
  const foreign = OF_DEFAULT_SERVER.has(name) || (old && name === "ssl_protocols");
  if (!foreign || listens.some((it) => it.socket.defaultServer === server)) return "";
  const [other] = listens.flatMap((it) => it.socket.defaultServer ?? []);
  return other
    ? ` (no effect: that of the default server ${plain(serverLabel(other))} counts)`
    : "";
}

function overriders({ located, linkTo }: Subject): string | undefined {
  const name = located.directive.name.text;
  const inner = located.scope
    .inward()
    .filter((it) => it !== located.scope)
    .flatMap((it) => it.named(name).slice(0, 1));
  if (inner.length === 0) return undefined;
  const all = inner.map((it) => {
    const label = link(plain(blockLabel(it.scope)), linkToDirective(it, linkTo));
    return `${label} (${code(shorten(wordsOf(it), 40))})`;
  });
  return `**Overridden in** ${counted(inner.length, "block")}: ${bounded(all, MOST).join(", ")}`;
}
