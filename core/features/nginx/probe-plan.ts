/** One TLS connection to an upstream as nginx would make it: what it needs, and a description of it in words. */
import { type Address, isIpLiteral } from "../../config/addresses.ts";
import { type Config, isPlainPath, resolveFile } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import { PROTOCOLS, type Protocol, protocolNamed } from "../../knowledge/protocols.ts";

export interface ProbePlan {
  /** Absent for a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  /** Path of a Unix socket. */
  readonly socket?: string;
  /** The name that the certificate is checked against; undefined if a variable decides. */
  readonly name: string | undefined;
  /** What SNI sends; undefined: nothing. */
  readonly serverName: string | undefined;
  readonly verify: boolean;
  /** How many intermediate CA certificates may lie between the upstream's certificate and a trusted root. */
  readonly depth: number;
  /** Paths here. */
  readonly trustedCertificate: string | undefined;
  readonly crl: string | undefined;
  readonly certificate: string | undefined;
  readonly certificateKey: string | undefined;
  readonly minProtocol: Protocol;
  readonly maxProtocol: Protocol;
  /** An OpenSSL cipher list for TLS 1.2 and before. */
  readonly ciphers: string;
  /** The directive prefix, e.g. `proxy_`. */
  readonly prefix: string;
  /** What the connection leaves out of what nginx would do. */
  readonly limits: readonly string[];
}

export type ProbePlanResult =
  | { readonly kind: "plans"; readonly plans: readonly [ProbePlan, ...ProbePlan[]] }
  /** Why no connection can be made from the text alone. */
  | { readonly kind: "impossible"; readonly reason: string };

/** A plan for each address that the pass may lead to. */
export function probePlans(connection: TlsConnection, config: Config): ProbePlanResult {
  const { target, tls } = connection;
  if (tls === "no") return impossible("this connection does not use TLS");
  const peers = peersOf(connection);
  if (target.hasVariables || (target.group === undefined && peers.length === 0)) {
    return impossible(`where "${target.text}" leads is known at run time only`);
  }
  if (tls === "unknown") return impossible("a variable decides whether this connection uses TLS");
  const shared = sharedPlan(connection, config);
  if (typeof shared === "string") return impossible(shared);
  const [first, ...others] = peers.map((it) => ({ ...shared, ...endpoint(it, connection) }));
  if (!first) return impossible(`the group "${target.group?.name}" names no server here`);
  return { kind: "plans", plans: [first, ...others] };
}

/** What will be done, one sentence a line. */
export function describePlan(plan: ProbePlan): string {
  const { serverName, certificate, minProtocol, maxProtocol } = plan;
  const protocols = minProtocol === maxProtocol ? minProtocol : `${minProtocol} to ${maxProtocol}`;
  return [
    `One TLS connection to ${endpointText(plan)}; no request is sent over it.`,
    `Offered: ${protocols}, ciphers ${plan.ciphers}.`,
    serverName === undefined ? "No server name (SNI) is sent." : `SNI sends "${serverName}".`,
    verification(plan),
    certificate === undefined
      ? "No client certificate is shown."
      : `The client certificate ${certificate} is shown; its key is read for this connection only.`,
    ...plan.limits.map((it) => `Left out: ${it}.`),
  ].join("\n");
}

function verification({ verify, trustedCertificate, name }: ProbePlan): string {
  if (!verify) return "As nginx is told, the certificate is not verified.";
  const signed = `The certificate must be signed by a CA of ${trustedCertificate}`;
  return name === undefined ? `${signed}.` : `${signed} and be for "${name}".`;
}

export function endpointText({ host, port, socket }: ProbePlan): string {
  if (socket !== undefined) return `unix:${socket}`;
  return `${host?.includes(":") ? `[${host}]` : host}:${port}`;
}

type SharedPlan = Omit<ProbePlan, "host" | "port" | "socket">;

function sharedPlan(connection: TlsConnection, config: Config): SharedPlan | string {
  const verify = connection.isOn("ssl_verify");
  const range = protocolRange(connection);
  if (!range) return `"${connection.setting("ssl_protocols").name}" enables no protocol`;
  const trustedCertificate = file(connection, config, "ssl_trusted_certificate");
  if (verify && trustedCertificate === undefined) {
    return `no ${connection.directiveName("ssl_trusted_certificate")} for ${connection.directiveName("ssl_verify")}`;
  }
  const variable = ["ssl_certificate", "ssl_certificate_key"].find((it) =>
    connection.setting(it).value?.includes("$"),
  );
  if (variable !== undefined) {
    return `the value of "${connection.directiveName(variable)}" is known at run time only`;
  }
  const name = connection.peerName;
  return {
    name,
    serverName: serverName(connection, name),
    verify,
    depth: Number(connection.setting("ssl_verify_depth").value ?? 1),
    trustedCertificate,
    crl: file(connection, config, "ssl_crl"),
    certificate: file(connection, config, "ssl_certificate"),
    certificateKey: file(connection, config, "ssl_certificate_key"),
    minProtocol: range[0],
    maxProtocol: range[1],
    ciphers: connection.setting("ssl_ciphers").value ?? "DEFAULT",
    prefix: connection.facts.prefix,
    limits: limitsOf(connection, name),
  };
}

/** SNI is sent for names only (ngx_http_upstream_ssl_name). */
function serverName(connection: TlsConnection, name: string | undefined): string | undefined {
  if (!connection.isOn("ssl_server_name") || name === undefined || name === "") return undefined;
  return isIpLiteral(name) ? undefined : name;
}

/** OpenSSL's clients use the oldest versions up to the first gap (spec of `SSL_OP_NO_*`). */
function protocolRange(connection: TlsConnection): readonly [Protocol, Protocol] | undefined {
  const { directives, value = "" } = connection.setting("ssl_protocols");
  const words = directives.flatMap((it) => it.directive.args.map((word) => word.text));
  const named = new Set((words.length > 0 ? words : value.split(" ")).map(protocolNamed));
  const usable = PROTOCOLS.filter((it) => !it.startsWith("SSL"));
  const first = usable.findIndex((it) => named.has(it));
  if (first === -1) return undefined;
  let last = first;
  while (last + 1 < usable.length && named.has(usable[last + 1])) last++;
  const [min, max] = [usable[first], usable[last]];
  return min && max && [min, max];
}

function file(connection: TlsConnection, config: Config, suffix: string): string | undefined {
  const { value } = connection.setting(suffix);
  return value !== undefined && isPlainPath(value) ? resolveFile(config, value) : undefined;
}

function limitsOf(connection: TlsConnection, name: string | undefined): readonly string[] {
  const limits: string[] = [];
  const needsName = connection.isOn("ssl_verify") || connection.isOn("ssl_server_name");
  if (name === undefined && needsName) {
    limits.push("the name for SNI and for the check, which is known at run time only");
  }
  for (const suffix of ["ssl_conf_command", "ssl_password_file"]) {
    if (connection.setting(suffix).directives.length > 0) {
      limits.push(`"${connection.directiveName(suffix)}"`);
    }
  }
  return limits;
}

interface Peer {
  readonly address: Address;
  /** As it is written. */
  readonly text: string;
}

/** Every address of a group, or the one of the pass. */
function peersOf({ target }: TlsConnection): readonly Peer[] {
  const peers = target.group?.servers.map(({ address, located }) => ({
    address,
    text: located.directive.args[0]?.text ?? "",
  })) ?? [{ address: target.address, text: target.text }];
  return peers.flatMap(({ address, text }) => (address ? [{ address, text }] : []));
}

/** Ports as nginx fills them in: 443 behind `https://`, 80 for a server of an http group. */
function endpoint(
  { address: { host, port, unix }, text }: Peer,
  { target, facts }: TlsConnection,
): Pick<ProbePlan, "host" | "port" | "socket"> {
  if (unix) return { socket: socketPath(text) };
  const usual = target.group && facts.upstreams === "http" ? 80 : 443;
  return { host, port: port ?? usual };
}

function socketPath(text: string): string {
  return /unix:([^:]*)/i.exec(text)?.[1] ?? "";
}

function impossible(reason: string): ProbePlanResult {
  return { kind: "impossible", reason };
}
