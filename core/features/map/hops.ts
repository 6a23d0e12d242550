/** The hops of a configuration: what each location passes on, and how the way to the upstream is protected. */
import { isLoopback, parseAddress } from "../../config/addresses.ts";
import type { Config } from "../../config/config.ts";
import type { Target, TlsConnection } from "../../config/connections.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { Upstream } from "../../config/upstreams.ts";
import { connectionPosture } from "../posture.ts";
import type { MapUpstream, Protection } from "./model.ts";

/** A hop before it is put into the map. */
export interface RawHop {
  readonly pass: Located;
  readonly scope: Scope;
  readonly target: RawTarget;
  readonly protection: Protection;
  /** For a protocol that can be TLS. */
  readonly connection: TlsConnection | undefined;
}

export interface RawTarget {
  readonly id: string;
  readonly kind: MapUpstream["kind"];
  readonly label: string;
  readonly group: Upstream | undefined;
}

/** Every hop, in order; hops of protocols that know no TLS among them. */
export function hopsOf(config: Config): readonly RawHop[] {
  const tls = config.connections.map((it) => tlsHop(it, config));
  const plain = Object.entries(PLAIN_PASSES).flatMap(([name, protocol]) =>
    config.root.everywhere(name).flatMap((it) => plainHop(it, protocol, config)),
  );
  const mail = config.root.everywhere("auth_http").flatMap(mailHops);
  return [...tls, ...plain, ...mail].sort((a, b) => a.pass.order - b.pass.order);
}

/** Directives of protocols that nginx speaks without TLS only. */
const PLAIN_PASSES: Readonly<Record<string, string>> = {
  fastcgi_pass: "FastCGI",
  scgi_pass: "SCGI",
  memcached_pass: "memcached",
};

function tlsHop(connection: TlsConnection, config: Config): RawHop {
  const { verdict, summary } = connectionPosture(connection, config);
  const { pass, scope, target, facts } = connection;
  const raw = targetOf(target, facts.upstreams, connection.tls === "yes" ? 443 : 80);
  const local = isLocal(target);
  return { pass, scope, target: raw, protection: { verdict, summary, local }, connection };
}

function plainHop(pass: Located, protocol: string, config: Config): RawHop[] {
  const text = pass.directive.args[0]?.text;
  if (text === undefined || !pass.scope.isIn("http")) return [];
  const address = parseAddress(text);
  const host = address?.host.toLowerCase();
  const group = config.upstreams.find(
    (it) => it.family === "http" && it.name.toLowerCase() === host,
  );
  const target = { text, scheme: undefined, hasVariables: text.includes("$"), address, group };
  const summary = `Plain text to ${text}: ${protocol} has no TLS`;
  const protection: Protection = { verdict: "plain", summary, local: isLocal(target) };
  const raw = targetOf(target, "http", undefined);
  return [{ pass, scope: pass.scope, target: raw, protection, connection: undefined }];
}

/** The mail proxy asks `auth_http` for the server to connect to, and has no TLS to it (ngx_mail_proxy_module). */
function mailHops(pass: Located): RawHop[] {
  const scopes = pass.scope.inward().filter((it) => it.place === "mail/server");
  const inForce = scopes.filter((it) => it.nearest("auth_http")?.directives[0] === pass);
  const summary = "Plain text to the mail server that auth_http names";
  return inForce.map((scope) => ({
    pass,
    scope,
    target: {
      id: "mail:auth_http",
      kind: "variable",
      label: "chosen by auth_http",
      group: undefined,
    },
    protection: { verdict: "plain", summary, local: false },
    connection: undefined,
  }));
}

function targetOf(
  { text, address, group }: Target,
  family: "http" | "stream",
  defaultPort: number | undefined,
): RawTarget {
  if (group) return { id: groupId(group), kind: "group", label: group.name, group };
  const rest = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  const common = { group: undefined };
  if (address?.unix) {
    const path = rest.replace(/^unix:/i, "").replace(/:.*$/, "");
    return { ...common, id: `${family}:unix:${path}`, kind: "socket", label: `unix:${path}` };
  }
  if (!address) {
    const label = /^[^/]*(\/\/[^/]*)?/.exec(rest)?.[0] || text;
    return { ...common, id: `${family}:variable:${label}`, kind: "variable", label };
  }
  const port = address.port ?? defaultPort;
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  const label = port === undefined ? host : `${host}:${port}`;
  return { ...common, id: `${family}:host:${label.toLowerCase()}`, kind: "host", label };
}

export function groupId({ family, name }: Upstream): string {
  return `${family}:group:${name.toLowerCase()}`;
}

function isLocal({ address, group }: Target): boolean {
  if (!group) return address !== undefined && (address.unix || isLoopback(address.host));
  return (
    group.complete &&
    group.servers.length > 0 &&
    group.servers.every(({ address: it }) => it && (it.unix || isLoopback(it.host)))
  );
}
