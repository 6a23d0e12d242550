/** The first argument of `listen`, as nginx reads it (ngx_parse_url with a listening socket in mind). */

export interface ListenAddress {
  /** `*` for every IPv4 address; an IPv6 address in brackets; "" for a Unix socket. */
  readonly host: string;
  /** Undefined for a Unix socket and for a range of ports. */
  readonly port: number | undefined;
  readonly unix: boolean;
  /** The same for all spellings of one address: `443`, `*:443` and `0.0.0.0:443`. */
  readonly key: string;
}

const DEFAULT_PORT = 80;

/** What a `server` of `http` without `listen` listens on. */
export const DEFAULT_ADDRESS: ListenAddress = addressOf("*", String(DEFAULT_PORT));

/** Undefined where the text has variables or placeholders, or is no address. */
export function parseListen(text: string): ListenAddress | undefined {
  if (/[${}<>%]/.test(text)) return undefined;
  if (/^unix:/i.test(text)) {
    return { host: "", port: undefined, unix: true, key: `unix:${text.slice("unix:".length)}` };
  }
  if (/^\d+(-\d+)?$/.test(text)) return addressOf("*", text);
  const match = /^(\[[^\]]+\]|[^:/]+)(?::(\d+(?:-\d+)?))?$/.exec(text);
  if (!match?.[1]) return undefined;
  return addressOf(match[1].toLowerCase(), match[2] ?? String(DEFAULT_PORT));
}

function addressOf(text: string, port: string): ListenAddress {
  const host = text === "0.0.0.0" ? "*" : text;
  return {
    host,
    port: port.includes("-") ? undefined : Number(port),
    unix: false,
    key: `${host}:${port.includes("-") ? port : Number(port)}`,
  };
}
