/** Words that directives take by custom or by a handler of their own, where the syntax tells none. */
import { PROTOCOL_DIRECTIVES } from "../../knowledge/protocols.ts";
import { versionAtLeast } from "../../version.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Source, type ValueSite, whole } from "./value-site.ts";
import { placeOf } from "./variable-values.ts";

type Word = string | readonly [text: string, detail: string];
type Words = readonly Word[] | ((at: ValueSite) => readonly Word[]);

export const wordValues: Source = (at) => {
  const { name, args, typed } = at;
  if (PROTOCOL_DIRECTIVES.includes(name)) return undefined;
  const known = WORDS[name];
  const words = typeof known === "function" ? known(at) : args.length === 0 ? known : undefined;
  const items = (words ?? []).filter((it) => !args.includes(textOf(it))).map(toItem);
  return whole([...items, ...units(at, typed)]);
};

function textOf(word: Word): string {
  return typeof word === "string" ? word : word[0];
}

function toItem(word: Word): CompletionItem {
  const label = textOf(word);
  const detail = typeof word === "string" ? undefined : word[1];
  const phrase = /^[^"'$(]*\s/.test(label);
  return {
    label,
    kind: "value",
    insert: label,
    rank: RANK.usual,
    ...(detail !== undefined && { detail }),
    ...((phrase || label.startsWith("(")) && { phrase: true }),
  };
}

const LEVELS: readonly Word[] = [
  ["error", "the default"],
  "warn",
  "notice",
  "info",
  ["debug", "needs a build with --with-debug"],
  "crit",
  "alert",
  "emerg",
];
const PRIVATE_NETWORKS: readonly Word[] = [
  "all",
  ["127.0.0.1", "this machine"],
  ["10.0.0.0/8", "private"],
  ["172.16.0.0/12", "private"],
  ["192.168.0.0/16", "private"],
  ["fd00::/8", "private, IPv6"],
];
const CHARSETS: readonly Word[] = ["utf-8", "iso-8859-1", "windows-1251", "koi8-r"];
const METHODS: readonly Word[] =
  "GET HEAD POST PUT DELETE OPTIONS PATCH MKCOL COPY MOVE PROPFIND PROPPATCH LOCK UNLOCK".split(
    " ",
  );
const at = (index: number, words: readonly Word[]) => (site: ValueSite) =>
  site.args.length === index ? words : [];
const from = (index: number, words: readonly Word[]) => (site: ValueSite) =>
  site.args.length >= index ? words : [];

const WORDS: Readonly<Record<string, Words>> = {
  listen: listenAddresses,
  error_log: at(1, LEVELS),
  access_log: (site) =>
    site.args.length === 1 && site.args[0] !== "off" && site.spots[0].place.startsWith("http")
      ? [["combined", "the predefined format"]]
      : [],
  allow: PRIVATE_NETWORKS,
  deny: PRIVATE_NETWORKS,
  set_real_ip_from: PRIVATE_NETWORKS.slice(1),
  charset: CHARSETS,
  source_charset: CHARSETS,
  rewrite: at(2, [
    ["last", "search a location for the new URI"],
    ["break", "go on in this location"],
    ["redirect", "302"],
    ["permanent", "301"],
  ]),
  limit_except: from(0, METHODS),
  proxy_cache_methods: from(0, ["POST"]),
  proxy_method: METHODS,
  proxy_cookie_flags: from(1, [
    "secure",
    "httponly",
    "samesite=strict",
    "samesite=lax",
    "samesite=none",
    "nosecure",
    "nohttponly",
    "nosamesite",
  ]),
  ssl_session_cache: sharedCaches,
  ssl_ocsp_cache: sharedCaches,
  server_name: [["_", "a name that never matches"], ["$hostname", "name of this machine"], '""'],
  try_files: tryFiles,
  resolver: [
    ["127.0.0.53", "systemd-resolved"],
    ["127.0.0.11", "Docker"],
    ["127.0.0.1", "this machine"],
    ["kube-dns.kube-system.svc.cluster.local", "Kubernetes"],
  ],
  user: ["nginx", "www-data", "nobody"],
  worker_processes: [["auto", "one for each CPU"]],
  use: ["epoll", "kqueue", "eventport", "poll", "select"],
  if: conditions,
  expires: ["30d", "1y", "-1", "@15h30m"],
  index: from(0, ["index.html", "index.php"]),
  proxy_ssl_alpn: from(0, ["h2", "http/1.1"]),
  ssl_alpn: from(0, ["h2", "http/1.1"]),
  fastcgi_index: ["index.php"],
  env: ["TZ", "PATH", "OPENSSL_ALLOW_PROXY_CERTS"],
  return: (site) =>
    site.args.length === 1 && /^30[12378]$/.test(site.args[0] ?? "") ? REDIRECTS : [],
};

const REDIRECTS: readonly Word[] = [
  ["https://$host$request_uri", "the same over HTTPS"],
  ["$scheme://www.$host$request_uri", "with www"],
];

/** Caches that other servers have, to share them; else one to begin with. */
function sharedCaches({ name, args, spots }: ValueSite): readonly Word[] {
  if (args.some((it) => it.startsWith("shared:"))) return [];
  const [{ config, place }] = spots;
  const family = place.replace(/\/.*/, "");
  const found = new Map<string, Word>();
  for (const located of config.root.everywhere(name)) {
    const word = located.directive.args.find((it) => /^shared:[^:]+:\d/.test(it.text));
    const isAlike = located.scope.place.replace(/\/.*/, "") === family;
    if (word && isAlike) found.set(word.text, [word.text, placeOf(located)]);
  }
  const first = name === "ssl_session_cache" ? "shared:SSL:10m" : "shared:OCSP:10m";
  return found.size > 0 ? [...found.values()] : [[first, "for all worker processes"]];
}

/** The address is the first argument; the parameters come from the syntax. */
function listenAddresses({ args, spots, settings }: ValueSite): readonly Word[] {
  if (args.length > 0) return [];
  const [{ place }] = spots;
  if (place === "stream/server") return ["443 ssl", "443", "[::]:443 ssl", ["53 udp", "DNS"]];
  if (place === "mail/server") return ["993 ssl", "995 ssl", "465 ssl", "143", "110", "25"];
  const hasQuic = versionAtLeast(settings.nginxVersion, "1.25.0");
  const all: Word[] = ["443 ssl", "[::]:443 ssl", "80", "[::]:80", "80 default_server"];
  if (hasQuic) all.push(["443 quic reuseport", "HTTP/3"], ["[::]:443 quic reuseport", "HTTP/3"]);
  return all;
}

function tryFiles({ args }: ValueSite): readonly Word[] {
  const files: Word[] = ["$uri", "$uri/", "$uri.html"];
  if (args.length === 0) return [...files, "$uri $uri/ =404"];
  return [...files, "/index.html", "/index.php?$args", ["=404", "Not Found"]];
}

function conditions({ args }: ValueSite): readonly Word[] {
  if (args.length > 0) return [];
  return [
    ["($scheme = http)", "not over TLS"],
    ["($request_method = POST)", "the method"],
    ["($host != example.com)", "another name"],
    ["(-f $request_filename)", "the file exists"],
    ["(!-e $request_filename)", "there is no such file"],
    ["($http_user_agent ~* bot)", "matches, in any case"],
    ["($ssl_client_verify != SUCCESS)", "no verified client certificate"],
  ];
}

const TIMES: readonly Word[] = [
  ["ms", "milliseconds"],
  ["s", "seconds"],
  ["m", "minutes"],
  ["h", "hours"],
  ["d", "days"],
];
const SIZES: readonly Word[] = [
  ["k", "kilobytes"],
  ["m", "megabytes"],
  ["g", "gigabytes"],
];

/** Units behind digits, where the directive takes a time or a size. */
function units({ row, args }: ValueSite, typed: string): readonly CompletionItem[] {
  const slot = row?.slot;
  if (slot === undefined || !/^\d+$/.test(typed)) return [];
  const suffixes = suffixesOf(slot, args.length);
  return suffixes.map((it) => ({
    ...toItem(it),
    label: typed + textOf(it),
    insert: typed + textOf(it),
  }));
}

function suffixesOf(slot: string, index: number): readonly Word[] {
  if (slot === "msec") return TIMES;
  if (slot === "sec") return TIMES.slice(1);
  if (slot === "offset") return SIZES;
  const isSize = slot === "size" || slot === "complex-size" || (slot === "buffers" && index === 1);
  return isSize ? SIZES.slice(0, 2) : [];
}
