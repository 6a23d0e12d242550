/** `listen`: an address and parameters. */
import { directiveFault, fault, type Judge } from "./fault.ts";
import { anything, type Check, inOrder, invalid, number, parameters, size } from "./grammar.ts";
import { parseUrl } from "./network.ts";
import { parseNumber, parseTime } from "./scalars.ts";

const judgeAddress: Judge = ([address = ""]) => {
  const url = parseUrl(address, { listen: true });
  return typeof url === "string"
    ? fault(0, `${url} in "${address}" of the "listen" directive`)
    : undefined;
};

const keepalive: Check = (value) => {
  if (value === "on" || value === "off") return undefined;
  const [idle = "", interval = "", ...rest] = value.split(":");
  const count = rest.join(":");
  const times = [idle, interval].map((it) => (it === "" ? 0 : parseTime(it, "s")));
  const all = [...times, count === "" ? 0 : parseNumber(count)];
  const wrong = all.includes(undefined) || all.every((it) => it === 0);
  return wrong ? `invalid so_keepalive value: "${value}"` : undefined;
};

/** nginx knows the parameter by its first letter `o`. */
const ipv6only: Check = (value, word) => {
  if (value === "on" || value === "off") return undefined;
  return value.startsWith("o")
    ? `invalid ipv6only flags "${value}"`
    : `invalid parameter "${word}"`;
};

const COMMON: Readonly<Record<string, Check>> = {
  bind: anything,
  "backlog=": number(invalid("backlog"), 1),
  "rcvbuf=": size(invalid("rcvbuf")),
  "sndbuf=": size(invalid("sndbuf")),
  "ipv6only=": ipv6only,
  multipath: anything,
  ssl: anything,
  "so_keepalive=": keepalive,
  proxy_protocol: anything,
};

const SERVERS: Readonly<Record<string, Check>> = {
  ...COMMON,
  default_server: anything,
  "setfib=": number(invalid("setfib")),
  "fastopen=": number(invalid("fastopen")),
  "accept_filter=": anything,
  deferred: anything,
  reuseport: anything,
};

const PARAMETERS = {
  http: parameters({
    from: 1,
    options: { ...SERVERS, default: anything, http2: anything, quic: anything },
  }),
  stream: parameters({ from: 1, options: { ...SERVERS, udp: anything } }),
  mail: parameters({ from: 1, options: COMMON }),
};

/** Parameters of TCP, in the order nginx looks for them. */
const TCP_ONLY = [
  "fastopen",
  "backlog",
  "deferred",
  "multipath",
  "ssl",
  "http2",
  "so_keepalive",
  "proxy_protocol",
];

/** What does not go with datagrams: `quic` in `http`, `udp` in `stream`. */
const judgeDatagrams: Judge = (args, context) => {
  const datagrams = context.family === "http" ? "quic" : "udp";
  if (context.family === "mail" || !args.slice(1).includes(datagrams)) return undefined;
  for (const name of TCP_ONLY) {
    const index = args.findIndex((it, at) => at > 0 && it.replace(/=.*/s, "") === name);
    if (index < 0) continue;
    const message = `"${name}" parameter is incompatible with "${datagrams}"`;
    return directiveFault(index, context, message);
  }
  return undefined;
};

export const judgeListen: Judge = inOrder(
  judgeAddress,
  (args, context) =>
    context.family === "core" ? undefined : PARAMETERS[context.family](args, context),
  judgeDatagrams,
);
