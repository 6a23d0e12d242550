/** Where logs go beside files: `stderr`, and syslog with its parameters. */
import { type CompletionItem, RANK } from "./item.ts";
import { elementStart, type Source, whole } from "./value-site.ts";

export const logValues: Source = ({ name, args, typed }) => {
  if (!/^(access|error)_log$/.test(name) || args.length > 0) return undefined;
  if (typed.startsWith("syslog:")) return syslog(typed);
  return whole(name === "access_log" ? ACCESS : ERROR);
};

const SYSLOG = item("syslog:server=", "to a syslog server");

const ACCESS: readonly CompletionItem[] = [
  item("/var/log/nginx/access.log", "where packages have it"),
  item("/dev/stdout", "for containers"),
  SYSLOG,
];

const ERROR: readonly CompletionItem[] = [
  item("/var/log/nginx/error.log", "where packages have it"),
  item("stderr", "for containers"),
  SYSLOG,
  item("memory:32m", "a cyclic buffer, for debugging"),
];

const PARAMETERS: readonly (readonly [key: string, meaning: string])[] = [
  ["server=", "address, with :port, or unix:path"],
  ["facility=", "local7 by default"],
  ["severity=", "of access logs; info by default"],
  ["tag=", "nginx by default"],
  ["nohostname", "leaves the host name out"],
];

const FACILITIES =
  "kern user mail daemon auth intern lpr news uucp clock authpriv ftp ntp audit alert cron local0 local1 local2 local3 local4 local5 local6 local7";
const WORDS: Readonly<Record<string, string>> = {
  facility: FACILITIES,
  severity: "debug info notice warn error crit alert emerg",
};

function syslog(typed: string) {
  const start = Math.max("syslog:".length, elementStart(typed, /,/));
  const element = typed.slice(start);
  const [, key = ""] = /^(\w+)=/.exec(element) ?? [];
  const words = WORDS[key]?.split(" ") ?? [];
  if (key !== "") {
    return { items: words.map((it) => item(it)), from: start + key.length + 1, until: /[,\s;]/ };
  }
  const given = typed.slice(0, start);
  const free = PARAMETERS.filter(([it]) => !given.includes(it));
  return { items: free.map(([it, meaning]) => item(it, meaning)), from: start, until: /[,\s;]/ };
}

function item(label: string, detail?: string): CompletionItem {
  return {
    label,
    kind: /[=]$/.test(label) ? "parameter" : "value",
    insert: label,
    rank: RANK.known,
    ...(detail !== undefined && { detail }),
    ...(/^(facility|severity)=$|^syslog:/.test(label) && { continues: true }),
  };
}
