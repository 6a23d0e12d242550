/**
 * The sockets nginx listens on, each with the servers that share it. nginx groups servers by exact address and
 * port, and ORs the options of their `listen` directives (ngx_http_add_addresses).
 */
import { judgeListen } from "../knowledge/values/listen.ts";
import { versionAtLeast } from "../settings.ts";
import type { Config } from "./config.ts";
import { type Absence, absence, effective } from "./effective.ts";
import { DEFAULT_ADDRESS, type ListenAddress, parseListen } from "./listen-address.ts";
import { remembered } from "./memory.ts";
import type { Located, Scope } from "./scope.ts";
import { viewOf, watcher } from "./sight.ts";

export type ListenFamily = "http" | "stream" | "mail";

/** Options that count for the whole socket if one server's `listen` has them. */
export type SocketFlag = "ssl" | "http2" | "quic" | "proxy_protocol";

/** One `listen` of one server. */
export interface Listen {
  /** Undefined for a server of `http` that has none: it listens on `*:80`. */
  readonly located: Located | undefined;
  readonly address: ListenAddress;
  readonly server: VirtualServer;
  readonly socket: ListenSocket;
  /** The words behind the address. */
  readonly parameters: ReadonlySet<string>;
  /** True if nginx refuses one of them, so that what the socket was to speak is not known. */
  readonly isRefused: boolean;
}

const SOCKET_OPTION =
  /^(bind|deferred|reuseport|multipath|(setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|ipv6only|so_keepalive)=.*)$/s;

/** True if a parameter sets an option of the socket itself, which only one of its listens may do. */
export function setsOptions({ parameters }: Listen): boolean {
  return [...parameters].some((it) => SOCKET_OPTION.test(it));
}

export function isDefault({ parameters }: Listen): boolean {
  return parameters.has("default_server") || parameters.has("default");
}

export interface Listeners {
  /** In order of the configuration. */
  readonly servers: readonly VirtualServer[];
  readonly sockets: readonly ListenSocket[];
  readonly byScope: ReadonlyMap<Scope, VirtualServer>;
}

/** One address and port, and whether it carries TCP or UDP. All listens are added before anything is asked. */
export class ListenSocket {
  readonly family: ListenFamily;
  readonly address: ListenAddress;
  readonly transport: "tcp" | "udp";
  /** In order of the configuration; never empty. */
  readonly listens: Listen[] = [];
  #facts: SocketFacts | undefined;

  constructor(family: ListenFamily, address: ListenAddress, transport: "tcp" | "udp") {
    this.family = family;
    this.address = address;
    this.transport = transport;
  }

  /** False if another `listen` of this socket may stand where we can't read. */
  get complete(): boolean {
    return this.#known.complete;
  }

  /** True if one server's `listen` has the option: then it counts for all. */
  has(flag: SocketFlag): boolean {
    return this.#known.flags.has(flag);
  }

  /** True if clients speak TLS here, QUIC's included, as far as the configuration is seen. */
  get isTls(): boolean {
    return this.#known.isTls;
  }

  /** The server that answers where no name fits: the one with `default_server`, else the first. */
  get defaultServer(): VirtualServer | undefined {
    return this.#known.defaultServer;
  }

  /** In order, each once. */
  get servers(): readonly VirtualServer[] {
    return this.#known.servers;
  }

  get #known(): SocketFacts {
    watcher()?.names.add("include");
    this.#facts ??= factsOf(this.listens);
    return this.#facts;
  }
}

interface SocketFacts {
  readonly complete: boolean;
  readonly flags: ReadonlySet<string>;
  readonly isTls: boolean;
  readonly defaultServer: VirtualServer | undefined;
  readonly servers: readonly VirtualServer[];
}

function factsOf(listens: readonly Listen[]): SocketFacts {
  const flags = new Set<string>();
  for (const { parameters } of listens) for (const it of parameters) flags.add(it);
  return {
    complete: listens.every((it) => it.server.absence === "certain"),
    flags,
    isTls: flags.has("ssl") || flags.has("quic") || listens.some((it) => it.server.sslOn),
    defaultServer: (listens.find(isDefault) ?? listens[0])?.server,
    servers: [...new Set(listens.map((it) => it.server))],
  };
}

/** A `server` block that accepts connections. */
export class VirtualServer {
  readonly family: ListenFamily;
  readonly scope: Scope;
  readonly listens: Listen[] = [];
  /**
   * False if a `listen` has a variable, or may stand in an include that can't be read, or around a file
   * that is only the inside of the server.
   */
  readonly complete: boolean;
  /** `ssl on`, which made every `listen` TLS before nginx 1.25.1. */
  readonly sslOn: boolean;
  #tlsListens: readonly Listen[] | undefined;
  #absence: Absence | undefined;

  constructor(family: ListenFamily, scope: Scope, complete: boolean, sslOn: boolean) {
    this.family = family;
    this.scope = scope;
    this.complete = complete;
    this.sslOn = sslOn;
  }

  /** The first argument of a directive in force here. */
  value(name: string): string | undefined {
    return effective(name, this.scope)?.directives[0].directive.args[0]?.text;
  }

  isOn(name: string): boolean {
    return this.value(name)?.toLowerCase() === "on";
  }

  /** The directives of this name in force here, all from one block. */
  settings(name: string): readonly Located[] {
    return effective(name, this.scope)?.directives ?? [];
  }

  get absence(): Absence {
    watcher()?.names.add("include");
    this.#absence ??= absence(this.scope);
    return this.#absence;
  }

  /** Its listens on sockets where clients speak TLS. */
  get tlsListens(): readonly Listen[] {
    this.#tlsListens ??= this.listens.filter((it) => it.socket.isTls);
    return this.#tlsListens;
  }

  get plainListens(): readonly Listen[] {
    return this.listens.filter(
      (it) => it.socket.transport === "tcp" && !it.socket.isTls && !it.isRefused,
    );
  }

  /** "unknown": a socket that we don't see whole may be TLS. */
  get tls(): "yes" | "no" | "unknown" {
    if (this.tlsListens.length > 0) return "yes";
    return this.complete && this.listens.every((it) => it.socket.complete) ? "no" : "unknown";
  }

  /** `ssl_verify_client`, in lower case. */
  get verifyClient(): string {
    return (this.value("ssl_verify_client") ?? "off").toLowerCase();
  }

  /** True if handshakes for this server are refused, so that it needs no certificate. */
  get rejectsHandshake(): boolean {
    return this.isOn("ssl_reject_handshake");
  }

  get hasCertificate(): boolean {
    return this.value("ssl_certificate") !== undefined;
  }

  /** All arguments of its `server_name` directives. */
  get names(): readonly string[] {
    const all = this.scope.named("server_name").flatMap((it) => it.directive.args);
    return all.map((it) => it.text);
  }
}

/** The sockets and servers of a configuration; worked out when first asked for. */
export const listenersOf: (config: Config) => Listeners = viewOf(collect);

/** The servers where a directive is in force: its own, or those below it that have none nearer. */
export function serversWith(located: Located, config: Config): readonly VirtualServer[] {
  const { servers, byScope } = listenersOf(config);
  const own = byScope.get(located.scope);
  if (own) return [own];
  const name = located.directive.name.text;
  return servers.filter((it) => it.settings(name).includes(located));
}

function collect(config: Config): Listeners {
  const servers: VirtualServer[] = [];
  const sockets = new Map<string, ListenSocket>();
  for (const scope of config.root.blocksOf("server", FAMILIES)) {
    const family = FAMILIES.get(scope.place);
    if (family) servers.push(readServer(family, scope, config, sockets));
  }
  const byScope = new Map(servers.map((it) => [it.scope, it]));
  return { servers, sockets: [...sockets.values()], byScope };
}

const FAMILIES: ReadonlyMap<string, ListenFamily> = new Map([
  ["http/server", "http"],
  ["stream/server", "stream"],
  ["mail/server", "mail"],
]);

const addressOf = remembered(({ args: [address = ""] }) => parseListen(address));
const parametersOf = remembered(({ args }): ReadonlySet<string> => new Set(args.slice(1)));
const NO_PARAMETERS: ReadonlySet<string> = new Set();

/** By an nginx that knows all parameters: whether one came later is another matter. */
const isRefused = remembered(({ args }, { place }) => {
  const family = FAMILIES.get(place);
  const context = { directive: "listen", family: family ?? "core", version: "99.0.0" } as const;
  return judgeListen(args, context) !== undefined;
});

function readServer(
  family: ListenFamily,
  scope: Scope,
  config: Config,
  sockets: Map<string, ListenSocket>,
): VirtualServer {
  const directives = scope.named("listen");
  const parsed = directives.map((located) => ({ located, address: addressOf(located) }));
  const readable =
    scope.opener !== undefined &&
    !scope.hasUnreadInclude &&
    parsed.every((it) => it.address !== undefined && !isRefused(it.located));
  const ssl = effective("ssl", scope)?.directives[0].directive;
  const sslOn = ssl?.block === undefined && ssl?.args[0]?.text.toLowerCase() === "on";
  const server = new VirtualServer(family, scope, readable, sslOn);
  const add = (located: Located | undefined, address: ListenAddress) => {
    const parameters = located ? parametersOf(located) : NO_PARAMETERS;
    const transport = parameters.has("udp") || parameters.has("quic") ? "udp" : "tcp";
    const key = socketKey(family, address, transport, config, sockets);
    const socket = sockets.get(key) ?? new ListenSocket(family, address, transport);
    sockets.set(key, socket);
    const refused = located !== undefined && isRefused(located);
    const listen: Listen = { located, address, server, socket, parameters, isRefused: refused };
    socket.listens.push(listen);
    server.listens.push(listen);
  };
  for (const { located, address } of parsed) if (address) add(located, address);
  if (family === "http" && directives.length === 0 && !scope.hasUnreadInclude) {
    add(undefined, DEFAULT_ADDRESS);
  }
  return server;
}

/** Before 1.25.5 a server of `stream` shares its socket with no other, and one of `mail` never does. */
function socketKey(
  family: ListenFamily,
  address: ListenAddress,
  transport: string,
  config: Config,
  sockets: ReadonlyMap<string, ListenSocket>,
): string {
  const key = `${family} ${transport} ${address.key}`;
  const shares =
    family === "http" ||
    (family === "stream" && versionAtLeast(config.settings.nginxVersion, "1.25.5"));
  return shares ? key : `${key} ${sockets.size}`;
}
