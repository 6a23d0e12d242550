/** Values of directives with a handler of their own, where they are no list of parameters. */
import { directiveFault, fault, invalidParameter, type Judge, type ValueContext } from "./fault.ts";
import { judgeErrorLog } from "./logs.ts";
import { isNetwork } from "./network.ts";
import { parseNumber, parseOffset, parseTime } from "./scalars.ts";

/** One value that a test accepts; else nginx's words for the directive. */
function valued(accepts: (text: string) => boolean, message = "invalid value"): Judge {
  return ([value = ""], context) =>
    accepts(value) ? undefined : directiveFault(0, context, message);
}

const isNumber = (text: string) => parseNumber(text) !== undefined;
const isSeconds = (text: string) => parseTime(text, "s") !== undefined;

const access: Judge = ([value = ""]) =>
  value === "all" || value === "unix:" || isNetwork(value) ? undefined : invalidParameter(0, value);

const errorPage: Judge = (args) => {
  const response = args.at(-2) ?? "";
  const replaced = response.startsWith("=");
  const codes = args.slice(0, replaced ? -2 : -1);
  if (replaced) {
    const wrong = codes.length === 0 || (response !== "=" && !isNumber(response.slice(1)));
    if (wrong) return fault(args.length - 2, `invalid value "${response}"`);
  }
  for (const [index, word] of codes.entries()) {
    const code = parseNumber(word);
    if (code === undefined || code === 499) return fault(index, `invalid value "${word}"`);
    if (code < 300 || code > 599) {
      return fault(index, `value "${word}" must be between 300 and 599`);
    }
  }
  return undefined;
};

const DAY = 86_400;

const expires: Judge = (args, context) => {
  const modified = args.length > 1;
  if (modified && args[0] !== "modified") return directiveFault(0, context, "invalid value");
  const index = args.length - 1;
  const value = args[index] ?? "";
  if (value.includes("$") || (!modified && /^(epoch|max|off)$/.test(value))) return undefined;
  const daily = value.startsWith("@");
  if (daily && modified) {
    const message = 'daily time cannot be used with "modified" parameter';
    return directiveFault(index, context, message);
  }
  const time = parseTime(value.replace(/^[@+-]/, ""), "s");
  if (time === undefined) return directiveFault(index, context, "invalid value");
  return daily && time > DAY
    ? directiveFault(index, context, "daily time value must be less than 24 hours")
    : undefined;
};

/** Only the last word can be a code. */
const tryFiles: Judge = (args) => {
  const last = args.at(-1) ?? "";
  const code = parseNumber(last.slice(1)) ?? 1000;
  const wrong = last.startsWith("=") && !last.includes("$") && code > 999;
  return wrong ? fault(args.length - 1, `invalid code "${last}"`) : undefined;
};

const returnCode: Judge = (args) => {
  const [first = ""] = args;
  const code = parseNumber(first);
  const isUrl = args.length === 1 && /^(https?:\/\/|\$scheme)/.test(first);
  const right = code === undefined ? isUrl : code <= 999;
  return right ? undefined : fault(0, `invalid return code "${first}"`);
};

const cacheValid: Judge = (args) => {
  const last = args.length - 1;
  const time = args[last] ?? "";
  if (!isSeconds(time)) return fault(last, `invalid time value "${time}"`);
  const wrong = args.findIndex((it, index) => {
    const status = parseNumber(it) ?? 0;
    return index < last && it !== "any" && (status < 100 || status > 599);
  });
  return wrong < 0 ? undefined : fault(wrong, `invalid status "${args[wrong]}"`);
};

/** Methods that nginx knows by name. */
const METHODS = [
  ..."GET HEAD POST PUT DELETE MKCOL COPY MOVE OPTIONS PROPFIND PROPPATCH LOCK UNLOCK".split(" "),
  "PATCH",
];

const limitExcept: Judge = (args) => {
  const wrong = args.findIndex((it) => !METHODS.includes(it.toUpperCase()));
  return wrong < 0 ? undefined : fault(wrong, `invalid method "${args[wrong]}"`);
};

const serverName: Judge = (args) => {
  for (const [index, name] of args.entries()) {
    if (/^\*(?!\..)|^\.$/s.test(name)) return fault(index, `server name "${name}" is invalid`);
    if (name === "~") return fault(index, 'empty regex in server name "~"');
  }
  return undefined;
};

const affinity: Judge = (args) => {
  for (const [index, mask] of args.entries()) {
    if (index === 0 && mask === "auto") continue;
    const wrong = [...mask].findLast((it) => !" 01".includes(it));
    if (wrong) return fault(index, `invalid character "${wrong}" in "worker_cpu_affinity"`);
  }
  return undefined;
};

const EVENT_TYPES = ["epoll", "kqueue", "poll", "select", "eventport", "/dev/poll", "iocp"];
const PROTOCOLS = ["imap", "pop3", "smtp"];

/** The root of a request can't name itself. */
const root: Judge = ([path = ""], { directive }) => {
  const own = /\$\{?(document_root|realpath_root)\b/.exec(path)?.[1];
  const message = `the $${own} variable cannot be used in the "${directive}" directive`;
  return own === undefined ? undefined : fault(0, message);
};

const image: Judge = (args) => {
  const [name = "", ...values] = args;
  const names = [["off", "test", "size"], ["rotate"], ["resize", "crop"]][values.length] ?? [];
  if (!names.includes(name)) return invalidParameter(0, name);
  const accepts = (it: string) => {
    if (it.includes("$")) return true;
    if (name === "rotate") return ["90", "180", "270"].includes(it);
    return it === "-" || (parseNumber(it) ?? 0) > 0;
  };
  const wrong = values.findIndex((it) => !accepts(it));
  return wrong < 0 ? undefined : invalidParameter(wrong + 1, args[wrong + 1] ?? "");
};

/** Words of an enumeration that a handler of its own looks up; case does not count. */
function words(...values: readonly string[]): Judge {
  return ([value = ""]) =>
    values.includes(value.toLowerCase()) ? undefined : fault(0, `invalid value "${value}"`);
}

const keepaliveTimeout: Judge = ([timeout = "", header], context: ValueContext) => {
  if (parseTime(timeout, "ms") === undefined) return directiveFault(0, context, "invalid value");
  const wrong = header !== undefined && !isSeconds(header);
  return wrong ? directiveFault(1, context, "invalid value") : undefined;
};

export const SINGLE_JUDGES: Readonly<Record<string, Judge>> = {
  worker_processes: valued((it) => it === "auto" || isNumber(it)),
  worker_priority: valued((it) => isNumber(it.replace(/^[+-]/, "")), "invalid number"),
  worker_connections: ([value = ""]) =>
    isNumber(value) ? undefined : fault(0, `invalid number "${value}"`),
  worker_cpu_affinity: affinity,
  use: ([value = ""]) =>
    EVENT_TYPES.includes(value) ? undefined : fault(0, `invalid event type "${value}"`),
  protocol: ([value = ""]) =>
    PROTOCOLS.includes(value) ? undefined : fault(0, `unknown protocol "${value}"`),
  starttls: words("off", "on", "only"),
  error_log: judgeErrorLog,
  error_page: errorPage,
  expires,
  "http return": returnCode,
  try_files: tryFiles,
  limit_except: limitExcept,
  server_name: serverName,
  "http root": root,
  alias: root,
  "http keepalive_timeout": keepaliveTimeout,
  aio: valued((it) => /^(on|off|threads(=.*)?)$/s.test(it)),
  directio: valued((it) => it === "off" || parseOffset(it) !== undefined),
  index: (args) => {
    const empty = args.indexOf("");
    return empty < 0 ? undefined : fault(empty, 'index "" in "index" directive is invalid');
  },
  allow: access,
  deny: access,
  fastcgi_cache_valid: cacheValid,
  proxy_cache_valid: cacheValid,
  scgi_cache_valid: cacheValid,
  uwsgi_cache_valid: cacheValid,
  image_filter: image,
  userid_expires: valued((it) => it === "max" || it === "off" || isSeconds(it)),
  userid_mark: valued(
    (it) => /^(off|[0-9A-Za-z=])$/.test(it),
    'value must be "off" or a single letter, digit or "="',
  ),
  sub_filter: ([pattern]) => (pattern === "" ? fault(0, "empty search pattern") : undefined),
};
