/** Addresses as nginx writes them: `host:port`, `[v6]:port`, `unix:path`. */
import { hasPlaceholder } from "../knowledge/templates.ts";

export interface Address {
  /** Lower case as written in brackets-free form; empty for a Unix socket. */
  readonly host: string;
  readonly port: number | undefined;
  readonly unix: boolean;
}

/** Splits `host[:port]`; undefined where the text has variables or no host. */
export function parseAddress(text: string): Address | undefined {
  if (/^unix:/i.test(text)) return { host: "", port: undefined, unix: true };
  if (text.includes("$") || hasPlaceholder(text)) return undefined;
  const match = /^(?:\[([^\]]*)\]|([^:/?#]+))(?::(\d+))?$/.exec(text);
  if (!match) return undefined;
  const port = match[3] === undefined ? undefined : Number(match[3]);
  return { host: match[1] ?? match[2] ?? "", port, unix: false };
}

/** True for an IPv4 or IPv6 address, also one in brackets; the numbers are not checked. */
export function isIpLiteral(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(host);
}

/** True for this machine itself: `localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
