/** The sockets that `listen` directives open, by address. */
import { parseUrl } from "../knowledge/values/network.ts";
import type { BlockKind } from "./block-kind.ts";
import { remembered } from "./memory.ts";
import type { Located, Scope } from "./scope.ts";
import type { Statement } from "./statement.ts";

export interface Listen {
  readonly located: Located;
  readonly server: Scope;
  readonly family: "http" | "stream" | "mail";
  /** As nginx writes them, `0.0.0.0:80`; two of one key are one socket. */
  readonly addresses: readonly { readonly key: string; readonly text: string }[];
  readonly isDefault: boolean;
  /** True if a parameter sets an option of the socket itself. */
  readonly setsOptions: boolean;
}

const FAMILIES = ["http", "stream", "mail"] as const;
const SOCKET_OPTION =
  /^(bind|deferred|reuseport|multipath|(setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|ipv6only|so_keepalive)=.*)$/s;

/** In the order of the servers; without those whose address nginx refuses or a variable hides. */
export function collectListens(root: Scope): readonly Listen[] {
  let listens = KNOWN.get(root);
  if (!listens) {
    listens = collect(root);
    KNOWN.set(root, listens);
  }
  return listens;
}

const KNOWN = new WeakMap<Scope, readonly Listen[]>();

function collect(root: Scope): readonly Listen[] {
  return root.inward().flatMap((server) => {
    const family = FAMILIES.find((it) => server.place === `${it}/server`);
    if (!family) return [];
    return server.named("listen").flatMap((located) => {
      const facts = factsOf(located);
      return facts ? [{ located, server, family, ...facts }] : [];
    });
  });
}

type ListenFacts = Pick<Listen, "addresses" | "isDefault" | "setsOptions">;

const factsOf = remembered(readListen);

function readListen(
  { args, terminated }: Statement,
  { place }: BlockKind,
): ListenFacts | undefined {
  const [address, ...parameters] = args;
  if (address === undefined || address.includes("$") || !terminated) return undefined;
  const datagrams = place === "http/server" ? "quic" : "udp";
  const type = parameters.includes(datagrams) ? "udp" : "tcp";
  return {
    addresses: addressesOf(address).map((text) => ({ key: `${type} ${text}`, text })),
    isDefault: parameters.includes("default_server") || parameters.includes("default"),
    setsOptions: parameters.some((it) => SOCKET_OPTION.test(it)),
  };
}

/** The most ports of a range that are compared. */
const MAX_RANGE = 1000;

/** Host and port, one for each port of a range; empty where nginx refuses the text. */
function addressesOf(address: string): readonly string[] {
  const url = parseUrl(address, { listen: true });
  if (typeof url === "string") return [];
  if (url.unix) return [`unix:${url.host}`];
  const host = address.startsWith("[")
    ? `[${url.host.toLowerCase()}]`
    : url.host === "*"
      ? "0.0.0.0"
      : url.host.toLowerCase();
  const ports = url.hasPort ? address.slice(address.lastIndexOf(":") + 1) : "80";
  const [first = "", last = first] = ports.split("-");
  const count = Math.min(Number(last) - Number(first) + 1, MAX_RANGE);
  return Array.from({ length: count }, (_, index) => `${host}:${Number(first) + index}`);
}
