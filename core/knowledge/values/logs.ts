/** Log directives: `access_log`, `error_log`, `log_format`, and targets of syslog. */
import { fault, invalidParameter, type Judge, type ValueFault } from "./fault.ts";
import { anything, parameters } from "./grammar.ts";
import { parseUrl } from "./network.ts";
import { parseNumber, parseSize, parseTime } from "./scalars.ts";

const LEVELS = ["emerg", "alert", "crit", "error", "warn", "notice", "info", "debug"];
const DEBUG_LEVELS = [
  "debug_core",
  "debug_alloc",
  "debug_mutex",
  "debug_event",
  "debug_http",
  "debug_mail",
  "debug_stream",
];

/** `error_log`: one level, or several of those for debugging. */
export const judgeErrorLog: Judge = (args) => {
  let seen: "none" | "level" | "debug" = "none";
  for (const [index, word] of args.entries()) {
    if (index === 0) continue;
    if (LEVELS.includes(word)) {
      if (seen !== "none") return fault(index, `duplicate log level "${word}"`);
      seen = "level";
    } else if (DEBUG_LEVELS.includes(word)) {
      if (seen === "level") return fault(index, `invalid log level "${word}"`);
      seen = "debug";
    } else return fault(index, `invalid log level "${word}"`);
  }
  return judgeSyslog(args);
};

const judgeOptions: Judge = parameters({
  from: 2,
  options: {
    "buffer=": (value) => (parseSize(value) ? undefined : `invalid buffer size "${value}"`),
    "flush=": (value) => (parseTime(value, "ms") ? undefined : `invalid flush time "${value}"`),
    gzip: anything,
    "gzip=": (value) => {
      const level = parseNumber(value) ?? 0;
      return level < 1 || level > 9 ? `invalid compression level "${value}"` : undefined;
    },
    "if=": anything,
  },
});

/** `access_log`, but for the name of the format. */
export const judgeLog: Judge = (args, context) => {
  const [path = "", second] = args;
  if (path === "off") return second === undefined ? undefined : invalidParameter(1, second);
  const wrong = judgeSyslog(args) ?? judgeOptions(args, context);
  if (wrong) return wrong;
  const options = args.slice(2);
  const buffered = options.findIndex((it) => /^(buffer=|gzip)/.test(it));
  const flushed = options.findIndex((it) => it.startsWith("flush="));
  if (flushed >= 0 && buffered < 0) {
    return fault(flushed + 2, `no buffer is defined for access_log "${path}"`);
  }
  if (buffered < 0) return undefined;
  if (path.startsWith("syslog:")) return fault(buffered + 2, "logs to syslog cannot be buffered");
  if (!path.includes("$")) return undefined;
  return fault(buffered + 2, "buffered logs cannot have variables in name");
};

export const judgeLogFormat: Judge = ([, first = ""]) => {
  const escaping = /^escape=(.*)$/s.exec(first)?.[1];
  return escaping === undefined || ["json", "none", "default"].includes(escaping)
    ? undefined
    : fault(1, `unknown log format escaping "${escaping}"`);
};

const FACILITIES = [
  ..."kern user mail daemon auth intern lpr news uucp clock authpriv ftp ntp audit alert cron".split(
    " ",
  ),
  ...Array.from({ length: 8 }, (_, index) => `local${index}`),
];
const SEVERITIES = ["emerg", "alert", "crit", "error", "warn", "notice", "info", "debug"];
const MAX_TAG = 32;

/** `syslog:server=…,facility=…,tag=…,severity=…,nohostname`. */
function judgeSyslog([target = ""]: readonly string[]): ValueFault | undefined {
  if (!target.startsWith("syslog:")) return undefined;
  const seen = new Set<string>();
  for (const parameter of target.slice("syslog:".length).split(",")) {
    const [name = "", value = ""] = splitAtEquals(parameter);
    const message = syslogProblem(name, value, parameter, seen);
    if (message !== undefined) return fault(0, message);
    seen.add(name);
  }
  return seen.has("server") ? undefined : fault(0, "no syslog server specified");
}

function splitAtEquals(text: string): readonly string[] {
  const at = text.indexOf("=");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function syslogProblem(
  name: string,
  value: string,
  parameter: string,
  seen: ReadonlySet<string>,
): string | undefined {
  if (parameter === "nohostname") return undefined;
  if (!["server", "facility", "severity", "tag"].includes(name) || !parameter.includes("=")) {
    return `unknown syslog parameter "${parameter}"`;
  }
  if (seen.has(name)) return `duplicate syslog "${name}"`;
  if (name === "facility" && !FACILITIES.includes(value)) {
    return `unknown syslog facility "${value}"`;
  }
  if (name === "severity" && !SEVERITIES.includes(value)) {
    return `unknown syslog severity "${value}"`;
  }
  if (name === "server") {
    const url = parseUrl(value);
    return typeof url === "string" ? `${url} in syslog server "${value}"` : undefined;
  }
  if (name !== "tag") return undefined;
  if (value.length > MAX_TAG) return `syslog tag length exceeds ${MAX_TAG}`;
  return /^\w*$/.test(value)
    ? undefined
    : 'syslog "tag" only allows alphanumeric characters and underscore';
}
