/** Parameter lists of nginx's own directives, beside `listen`. By directive, or by `family directive`. */
import { fault, invalidParameter, type Judge } from "./fault.ts";
import {
  anything,
  type Check,
  inOrder,
  invalid,
  milliseconds,
  number,
  offset,
  oneOf,
  parameters,
  required,
  seconds,
  size,
  zone,
} from "./grammar.ts";
import { judgeLog, judgeLogFormat } from "./logs.ts";
import { parseUrl } from "./network.ts";
import { parseNumber } from "./scalars.ts";

const namedValue = (name: string) => invalid(`${name} value`);

/** `invalid "NAME" parameter "…"`, nginx's words for the caches of open files. */
function cacheOf(name: string, options: Readonly<Record<string, "number" | "seconds">>): Judge {
  const words = (_value: string, word: string) => `invalid "${name}" parameter "${word}"`;
  const checks: Record<string, Check> = { off: anything };
  for (const [key, kind] of Object.entries(options)) {
    checks[`${key}=`] = kind === "number" ? number(words, 1) : seconds(words);
  }
  const list = parameters({ from: 0, options: checks, otherwise: (word) => words("", word) });
  const must = name === "open_log_file_cache" ? 'must have "max"' : 'must have the "max"';
  return (args, context) => {
    const wrong = list(args, context);
    if (wrong || args.includes("off") || args.some((it) => it.startsWith("max="))) return wrong;
    return fault(-1, `"${name}" ${must} parameter`);
  };
}

const OPEN_FILES = { max: "number", inactive: "seconds" } as const;
const CERTIFICATES = { ...OPEN_FILES, valid: "seconds" } as const;

const cachePath: Judge = inOrder(
  parameters({
    from: 1,
    options: {
      "levels=": (value, word) =>
        /^[12](:[12]){0,2}$/.test(value) ? undefined : `invalid "levels" "${word}"`,
      "use_temp_path=": oneOf(
        ["on", "off"],
        (_value, word) => `invalid use_temp_path value "${word}", it must be "on" or "off"`,
      ),
      "keys_zone=": zone({ invalid: "keys zone size", tooSmall: "keys zone", pages: 2 }),
      "inactive=": seconds(namedValue("inactive")),
      "max_size=": offset(namedValue("max_size")),
      "min_free=": offset(namedValue("min_free")),
      "loader_files=": number(namedValue("loader_files")),
      "loader_sleep=": milliseconds(namedValue("loader_sleep")),
      "loader_threshold=": milliseconds(namedValue("loader_threshold")),
      "manager_files=": number(namedValue("manager_files")),
      "manager_sleep=": milliseconds(namedValue("manager_sleep")),
      "manager_threshold=": milliseconds(namedValue("manager_threshold")),
    },
  }),
  required("keys_zone=", 1, (name) => `"${name}" must have "keys_zone" parameter`),
);

const SHARED_ZONE = zone({ invalid: "zone size", tooSmall: "zone", pages: 8 });
const needsZone = (from: number) =>
  required("zone=", from, (name) => `"${name}" must have "zone" parameter`);

const rate: Check = (value, word) =>
  (parseNumber(value.replace(/r\/[sm]$/, "")) ?? 0) > 0 ? undefined : `invalid rate "${word}"`;

const invalidServerParameter = (_value: string, word: string) => `invalid parameter "${word}"`;
const COMMON_SERVER: Readonly<Record<string, Check>> = {
  "weight=": number(invalidServerParameter, 1),
  "max_conns=": number(invalidServerParameter),
  "max_fails=": number(invalidServerParameter),
  "fail_timeout=": seconds(invalidServerParameter),
  backup: anything,
  down: anything,
  resolve: anything,
  "service=": (value) => (value === "" ? "service is empty" : undefined),
};
const MAX_ROUTE = 32;

/** The address of an upstream server; names are not looked up. */
const upstreamAddress: Judge = (args, { family }) => {
  const [address = ""] = args;
  const service = args.some((it) => it.startsWith("service="));
  if (service && !args.includes("resolve")) {
    return fault(0, `service upstream "${address}" requires "resolve" parameter`);
  }
  const url = parseUrl(address);
  if (typeof url === "string") return fault(0, `${url} in upstream "${address}"`);
  if (service && url.hasPort) return fault(0, `service upstream "${address}" may not have port`);
  const portless = family === "stream" && !service && !url.unix && !url.hasPort;
  return portless ? fault(0, `no port in upstream "${address}"`) : undefined;
};

const session = (name: string, tooSmall: string): Check => {
  const shared = zone({ invalid: name, tooSmall, pages: 8 });
  return (value, word) =>
    /^[^:]+:/.test(value) ? shared(value, word) : `invalid ${name} "${word}"`;
};

const switches = oneOf(["on", "off"], (_value, word) => `invalid parameter: ${word}`);
const RESOLVER_PARAMETER = /^(valid|ipv4|ipv6)=/;

const nameServers: Judge = (args, context) => {
  for (const [index, word] of args.entries()) {
    if (RESOLVER_PARAMETER.test(word) || (context.family === "mail" && word === "off")) continue;
    const url = parseUrl(word);
    if (typeof url === "string") return fault(index, `${url} in resolver "${word}"`);
  }
  return undefined;
};

const resolver: Judge = inOrder(
  nameServers,
  parameters({
    from: 0,
    options: {
      "valid=": seconds((_value, word) => `invalid parameter: ${word}`),
      "ipv4=": switches,
      "ipv6=": switches,
    },
    skip: (word) => !RESOLVER_PARAMETER.test(word),
  }),
);

const last = (index: number, ...values: readonly string[]): Judge => {
  return (args) => {
    const word = args[index];
    return word === undefined || values.includes(word) ? undefined : invalidParameter(index, word);
  };
};

const rewritePair: Judge = (args) =>
  args.length === 1 && args[0] !== "off" ? invalidParameter(0, args[0] ?? "") : undefined;

/** A path counts for nothing when names are compared. */
const referers: Judge = (args) => {
  const seen = new Set<string>();
  for (const [argument, word] of args.entries()) {
    if (/^(none|blocked|server_names)$|^~/.test(word)) continue;
    const name = word.replace(/\/.*$/s, "").toLowerCase();
    if (seen.has(name)) return fault(argument, `conflicting parameter "${name}"`);
    seen.add(name);
  }
  return undefined;
};

export const PARAMETER_JUDGES: Readonly<Record<string, Judge>> = {
  "http server": inOrder(
    parameters({
      from: 1,
      options: {
        ...COMMON_SERVER,
        drain: anything,
        "route=": (value) => {
          if (value === "") return "route is empty";
          return value.length > MAX_ROUTE ? `route is longer than ${MAX_ROUTE}` : undefined;
        },
      },
    }),
    upstreamAddress,
  ),
  "stream server": inOrder(parameters({ from: 1, options: COMMON_SERVER }), upstreamAddress),
  proxy_cache_path: cachePath,
  fastcgi_cache_path: cachePath,
  scgi_cache_path: cachePath,
  uwsgi_cache_path: cachePath,
  valid_referers: referers,
  limit_req_zone: inOrder(
    parameters({ from: 1, options: { "zone=": SHARED_ZONE, "rate=": rate } }),
    needsZone(1),
  ),
  limit_conn_zone: inOrder(
    parameters({ from: 1, options: { "zone=": SHARED_ZONE } }),
    needsZone(1),
  ),
  limit_req: inOrder(
    parameters({
      from: 0,
      options: {
        "zone=": anything,
        "burst=": number(namedValue("burst"), 1),
        "delay=": number(namedValue("delay"), 1),
        nodelay: anything,
      },
    }),
    needsZone(0),
  ),
  limit_conn: ([, count = ""]) => {
    const value = parseNumber(count) ?? 0;
    if (value <= 0) return fault(1, `invalid number of connections "${count}"`);
    return value > 65535 ? fault(1, "connection limit must be less 65536") : undefined;
  },
  ssl_session_cache: parameters({
    from: 0,
    options: {
      off: anything,
      none: anything,
      builtin: anything,
      "builtin:": number(invalid("session cache")),
      "shared:": session("session cache", "session cache"),
    },
    otherwise: (word) => `invalid session cache "${word}"`,
  }),
  ssl_ocsp_cache: parameters({
    from: 0,
    options: { off: anything, "shared:": session("OCSP cache", "OCSP cache") },
    otherwise: (word) => `invalid OCSP cache "${word}"`,
  }),
  open_file_cache: cacheOf("open_file_cache", OPEN_FILES),
  open_log_file_cache: cacheOf("open_log_file_cache", { ...CERTIFICATES, min_uses: "number" }),
  thread_pool: inOrder(
    parameters({
      from: 0,
      options: {
        "threads=": number(namedValue("threads"), 1),
        "max_queue=": number(namedValue("max_queue")),
      },
      // nginx passes over all others.
      skip: (word) => !/^(threads|max_queue)=/.test(word),
    }),
    required("threads=", 1, (name) => `"${name}" must have "threads" parameter`),
  ),
  resolver,
  access_log: judgeLog,
  log_format: judgeLogFormat,
  "http keepalive": ([count = "", ...rest], context) => {
    if (parseNumber(count) === undefined) {
      return fault(0, `invalid value "${count}" in "keepalive" directive`);
    }
    return parameters({ from: 1, options: { local: anything } })([count, ...rest], context);
  },
  hash: last(1, "consistent"),
  random: inOrder(last(0, "two"), last(1, "least_conn")),
  zone: ([name = "", bytes]) => {
    if (name === "") return fault(0, 'invalid zone name ""');
    if (bytes === undefined) return undefined;
    const wrong = size((value) => `invalid zone size "${value}"`)(bytes, bytes);
    if (wrong !== undefined) return fault(1, wrong);
    const small = SHARED_ZONE(`:${bytes}`, name);
    return small === undefined ? undefined : fault(1, small);
  },
  add_header: last(2, "always"),
  add_trailer: last(2, "always"),
  rewrite: inOrder(
    ([, replacement]) => (replacement === "" ? fault(1, "empty replacement") : undefined),
    last(2, "last", "break", "redirect", "permanent"),
  ),
  proxy_redirect: (args) =>
    args.length === 1 && args[0] !== "off" && args[0] !== "default"
      ? invalidParameter(0, args[0] ?? "")
      : undefined,
  proxy_cookie_domain: rewritePair,
  proxy_cookie_path: rewritePair,
  proxy_cookie_flags: rewritePair,
  disable_symlinks: inOrder(
    parameters({
      from: 0,
      options: { off: anything, on: anything, if_not_owner: anything, "from=": anything },
    }),
    (args) =>
      args.every((it) => it.startsWith("from="))
        ? fault(-1, '"disable_symlinks" must have "off", "on" or "if_not_owner" parameter')
        : undefined,
  ),
  ...certificateCaches(),
};

/** Names of the directives that have a judge here. */
export const PARAMETER_DIRECTIVES: readonly string[] = [
  ...new Set(Object.keys(PARAMETER_JUDGES).map((it) => it.replace(/^\w+ /, ""))),
];

function certificateCaches(): Readonly<Record<string, Judge>> {
  const names = ["ssl", "proxy_ssl", "grpc_ssl", "uwsgi_ssl"].map(
    (it) => `${it}_certificate_cache`,
  );
  return Object.fromEntries(names.map((name) => [name, cacheOf(name, CERTIFICATES)]));
}
