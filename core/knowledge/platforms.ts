/** What nginx open source is, beside NGINX Plus and other modules. */
import { allDirectives, lookUp, ownRowsIn, type Place } from "./directives.ts";

/** Directives that NGINX Plus had before nginx open source did: an older version number says nothing of them. */
const FORMERLY_PLUS: ReadonlySet<string> = new Set([
  "least_time",
  "resolver",
  "resolver_timeout",
  "sticky",
]);

/** Modules that the tables count as NGINX Plus's, which anybody can build. */
const OPEN_MODULES: ReadonlySet<string> = new Set(["ngx_http_acme_module", "ngx_otel_module"]);

/** The names that NGINX Plus has, or had, before nginx open source or alone. */
export function plusNames(): readonly string[] {
  cachedPlusNames ??= [...allDirectives()]
    .filter(([name, rows]) => wasInPlus(name) || rows.some((it) => it.origin === "plus"))
    .map(([name]) => name);
  return cachedPlusNames;
}

let cachedPlusNames: readonly string[] | undefined;

/** True if in `place` only NGINX Plus knows the name, compared with nginx open source of this version. */
export function isPlusDirective(name: string, place: Place, nginxVersion: string): boolean {
  const rows = lookUp(name).filter((it) => it.places.includes(place));
  if (rows.length === 0 || ownRowsIn(name, nginxVersion).length > 0) return false;
  if (wasInPlus(name)) return true;
  return rows.every((it) => it.origin === "plus" && !OPEN_MODULES.has(it.module));
}

/** True for directives that NGINX Plus had before nginx open source did. */
export function wasInPlus(name: string): boolean {
  return FORMERLY_PLUS.has(name);
}

/** Directives that distributions add to older versions with their security updates. */
const BACKPORTED: ReadonlySet<string> = new Set(["max_headers"]);

/** True if an older version number does not rule the directive out. */
export function isBackported(name: string): boolean {
  return BACKPORTED.has(name);
}

/** Dynamic modules of nginx's own repositories, whose directives the tables count as nginx's. */
const OWN_MODULE =
  /(^|\/)ngx_(mail|stream|(http|stream)_(geoip|js)|http_(image_filter|perl|xslt_filter))_module\.so$/;

/** True if `load_module` with this file brings directives that are not nginx's own. */
export function bringsForeignDirectives(file: string): boolean {
  return !OWN_MODULE.test(file);
}
