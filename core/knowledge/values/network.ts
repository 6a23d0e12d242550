/** Addresses, networks and URLs, read as nginx reads them. */
import { parseNumber } from "./scalars.ts";

/** `ngx_inet_addr`: four octets; nginx also takes empty ones. The address as an unsigned number. */
export function parseIpv4(text: string): number | undefined {
  if (!/^[\d.]*$/.test(text)) return undefined;
  const octets = text.split(".").map(Number);
  if (octets.length !== 4 || octets.some((it) => it > 255)) return undefined;
  const address = octets.reduce((sum, it) => sum * 256 + it, 0);
  return address === 0xffffffff ? undefined : address;
}

/** `ngx_inet6_addr`: eight groups, one run of them as `::`, the last two as an IPv4 address. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2 || text === "") return false;
  const groups = halves.map((it) => (it === "" ? [] : it.split(":")));
  const all = groups.flat();
  const last = all.at(-1) ?? "";
  const embedded = last.includes(".");
  if (embedded && (parseIpv4(last) === undefined || text.endsWith("::"))) return false;
  const plain = embedded ? all.slice(0, -1) : all;
  if (!plain.every((it) => /^[\da-f]{1,4}$/i.test(it))) return false;
  const count = plain.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** `ngx_inet6_ntop`: the spelling that all spellings of one address share. The text must be an address. */
export function ipv6Text(text: string): string {
  const groups = groupsOf(text.toLowerCase());
  const [zeros, length] = longestZeros(groups);
  const isMapped = length === 5 && groups[5] === 0xffff;
  if (zeros === 0 && (isMapped || length === 6)) {
    const octets = groups.slice(6).flatMap((it) => [it >> 8, it & 0xff]);
    return `${isMapped ? "::ffff:" : "::"}${octets.join(".")}`;
  }
  const hex = groups.map((it) => it.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, zeros).join(":")}::${hex.slice(zeros + length).join(":")}`;
}

/** The eight groups of an address as numbers. */
function groupsOf(text: string): readonly number[] {
  const [before = [], after] = text.split("::").map((half) =>
    half.split(":").flatMap((it) => {
      const v4 = it.includes(".") ? parseIpv4(it) : undefined;
      if (v4 !== undefined) return [v4 >>> 16, v4 & 0xffff];
      return it === "" ? [] : [Number.parseInt(it, 16)];
    }),
  );
  if (!after) return before;
  const zeros = Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0);
  return [...before, ...zeros, ...after];
}

/** Where the first of the longest runs of zeros starts, and its length. */
function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  let start = 0;
  for (const [at, group] of groups.entries()) {
    if (group !== 0) start = at + 1;
    else if (at + 1 - start > best[1]) best = [start, at + 1 - start];
  }
  return best;
}

/** `ngx_ptocidr`: an address, with or without the length of a prefix. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const v4 = parseIpv4(address) !== undefined;
  if (!v4 && !isIpv6(address)) return false;
  if (slash < 0) return true;
  const length = parseNumber(text.slice(slash + 1));
  return length !== undefined && length <= (v4 ? 32 : 128);
}

/** `ngx_parse_addr_port`: an address literal, with or without a port. */
export function isAddressWithPort(text: string): boolean {
  if (parseIpv4(text) !== undefined || isIpv6(text)) return true;
  const colon = text.lastIndexOf(":");
  if (colon < 0 || !isPort(text.slice(colon + 1))) return false;
  const host = text.slice(0, colon);
  const bracketed = /^\[(.*)\]$/s.exec(host)?.[1];
  return bracketed === undefined ? parseIpv4(host) !== undefined : isIpv6(bracketed);
}

function isPort(text: string): boolean {
  const port = parseNumber(text);
  return port !== undefined && port >= 1 && port <= 65535;
}

export interface UrlUse {
  /** `listen`: port ranges and a port alone are allowed. */
  readonly listen?: boolean;
  /** A path may follow the address. */
  readonly uri?: boolean;
}

export interface ParsedUrl {
  readonly host: string;
  readonly unix: boolean;
  readonly hasPort: boolean;
  /** What follows the address. */
  readonly uri: string;
}

/** The longest path of a Unix socket (`sun_path`, with its end). */
const MAX_SOCKET_PATH = 107;

/** `ngx_parse_url` without the look-up of names: the parts, or nginx's words for what is wrong. */
export function parseUrl(text: string, use: UrlUse = {}): ParsedUrl | string {
  if (/^unix:/i.test(text)) return parseUnix(text.slice(5), use);
  return text.startsWith("[") ? parseInet6(text, use) : parseInet(text, use);
}

function parseUnix(rest: string, { uri }: UrlUse): ParsedUrl | string {
  const colon = uri ? rest.indexOf(":") : -1;
  const path = colon < 0 ? rest : rest.slice(0, colon);
  if (path === "") return "no path in the unix domain socket";
  if (path.length > MAX_SOCKET_PATH) return "too long path in the unix domain socket";
  const tail = colon < 0 ? "" : rest.slice(colon + 1);
  return { host: path, unix: true, hasPort: false, uri: tail };
}

function parseInet(text: string, use: UrlUse): ParsedUrl | string {
  const tail = text.search(/[/?]/);
  if (tail >= 0 && (use.listen || !use.uri)) return "invalid host";
  const address = tail < 0 ? text : text.slice(0, tail);
  const uri = tail < 0 ? "" : text.slice(tail);
  const colon = address.indexOf(":");
  if (colon >= 0) {
    const problem = portProblem(address.slice(colon + 1), use);
    if (problem) return problem;
  } else if (use.listen && tail < 0) {
    const problem = portOnly(address);
    if (problem !== undefined) {
      return problem || { host: "*", unix: false, hasPort: true, uri };
    }
  }
  const host = colon < 0 ? address : address.slice(0, colon);
  return host === "" ? "no host" : { host, unix: false, hasPort: colon >= 0, uri };
}

/** The text as a port alone: undefined if it is none, "" if it is right, else what is wrong. */
function portOnly(text: string): string | undefined {
  const [first = "", ...rest] = text.split("-");
  const last = rest.length > 0 ? rest.join("-") : undefined;
  if (parseNumber(first) === undefined) return undefined;
  if (last !== undefined && parseNumber(last) === undefined) return undefined;
  return portProblem(text, { listen: true }) ?? "";
}

function portProblem(text: string, { listen }: UrlUse): string | undefined {
  const dash = listen ? text.indexOf("-") : -1;
  if (dash < 0) return isPort(text) ? undefined : "invalid port";
  const [first, last] = [text.slice(0, dash), text.slice(dash + 1)];
  if (!isPort(first) || !isPort(last)) return "invalid port";
  return Number(first) > Number(last) ? "invalid port range" : undefined;
}

function parseInet6(text: string, use: UrlUse): ParsedUrl | string {
  const close = text.indexOf("]");
  if (close < 0) return "invalid host";
  const slash = text.indexOf("/", close);
  if (slash >= 0 && (use.listen || !use.uri)) return "invalid host";
  const port = text.slice(close + 1, slash < 0 ? undefined : slash);
  if (port !== "" && !port.startsWith(":")) return "invalid host";
  const problem = port === "" ? undefined : portProblem(port.slice(1), use);
  if (problem) return problem;
  const host = text.slice(1, close);
  if (host === "") return "no host";
  if (!isIpv6(host)) return "invalid IPv6 address";
  const uri = slash < 0 ? "" : text.slice(slash);
  return { host, unix: false, hasPort: port !== "", uri };
}
