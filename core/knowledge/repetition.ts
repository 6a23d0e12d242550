/**
 * Directives whose setters take a second one in the same block or refuse it, depending on the values. For all
 * others `DirectiveRow.single` says it.
 */

type Arguments = readonly string[];

/** True if `later` is refused after `earlier`. */
export type Clash = (earlier: Arguments, later: Arguments) => boolean;

/** When two of the same directive in a block are one too many; undefined if they never are. */
export function clashOf(name: string): Clash | undefined {
  return CLASHES.get(name);
}

const CLASHES: ReadonlyMap<string, Clash> = new Map<string, Clash>([
  // ngx_http_limit_conn: one limit for each zone.
  ["limit_conn", (earlier, later) => earlier[0] === later[0]],
  // ngx_http_limit_req: likewise.
  ["limit_req", (earlier, later) => zoneOf(earlier) === zoneOf(later)],
  // ngx_set_priority: 0 is how it tells that none was set.
  ["worker_priority", (earlier) => !/^-?0+$/.test(earlier[0] ?? "")],
  // ngx_http_mirror and the rewrites of ngx_http_proxy_module: a list, or "off" alone.
  ...[
    "mirror",
    "proxy_cookie_domain",
    "proxy_cookie_flags",
    "proxy_cookie_path",
    "proxy_redirect",
  ].map((name): [string, Clash] => [name, (earlier, later) => isOff(earlier) || isOff(later)]),
]);

function isOff(args: Arguments): boolean {
  return args.length === 1 && args[0] === "off";
}

function zoneOf(args: Arguments): string | undefined {
  return args.find((it) => it.startsWith("zone="));
}

/** Directives that set the same value; nginx names both when it refuses the second. */
export function rivalOf(name: string): string | undefined {
  return name === "root" ? "alias" : name === "alias" ? "root" : undefined;
}
