/** The first argument of `listen`, as nginx reads it (ngx_parse_url with a listening socket in mind). */
import { hasPlaceholder } from "../knowledge/templates.ts";
import { ipv6Text, parseUrl } from "../knowledge/values/network.ts";

export interface ListenAddress {
  /** `*` for every IPv4 address; an IPv6 address in brackets; "" for a Unix socket. */
  readonly host: string;
  /** Undefined for a Unix socket and for a range of ports. */
  readonly port: number | undefined;
  /** Each port of a range; none for a Unix socket. */
  readonly ports: readonly number[];
  readonly unix: boolean;
  /** The same for all spellings of one address: `443`, `*:443` and `0.0.0.0:443`. */
  readonly key: string;
}

const DEFAULT_PORT = 80;

/** The most ports of a range that are told apart. */
const MAX_RANGE = 1000;

/** What a `server` of `http` without `listen` listens on. */
export const DEFAULT_ADDRESS: ListenAddress = addressOf("*", DEFAULT_PORT, DEFAULT_PORT);

/** Undefined where the text has variables or placeholders, or nginx refuses it. */
export function parseListen(text: string): ListenAddress | undefined {
  if (/[${}<>%]/.test(text) || hasPlaceholder(text)) return undefined;
  const url = parseUrl(text, { listen: true });
  if (typeof url === "string") return undefined;
  if (url.unix) {
    return { host: "", port: undefined, ports: [], unix: true, key: `unix:${url.host}` };
  }
  const host = text.startsWith("[") ? `[${ipv6Text(url.host)}]` : url.host.toLowerCase();
  const ports = url.hasPort ? text.slice(text.lastIndexOf(":") + 1) : String(DEFAULT_PORT);
  const [first = "", last = first] = ports.split("-");
  return addressOf(host === "0.0.0.0" ? "*" : host, Number(first), Number(last));
}

/** As nginx writes the sockets of an address, `0.0.0.0:80`: one for each port. */
export function socketTexts({ host, ports, key }: ListenAddress): readonly string[] {
  const shown = host === "*" ? "0.0.0.0" : host;
  return ports.length === 0 ? [key] : ports.map((it) => `${shown}:${it}`);
}

function addressOf(host: string, first: number, last: number): ListenAddress {
  const isRange = last > first;
  const length = Math.min(last - first + 1, MAX_RANGE);
  return {
    host,
    port: isRange ? undefined : first,
    ports: Array.from({ length }, (_, index) => first + index),
    unix: false,
    key: `${host}:${isRange ? `${first}-${last}` : first}`,
  };
}
