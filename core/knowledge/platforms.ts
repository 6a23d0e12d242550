/** What nginx open source is, beside NGINX Plus and other modules. */

/** Directives that NGINX Plus had before nginx open source did: an older version number says nothing of them. */
const FORMERLY_PLUS: ReadonlySet<string> = new Set([
  "least_time",
  "resolver",
  "resolver_timeout",
  "sticky",
]);

export function wasInPlus(name: string): boolean {
  return FORMERLY_PLUS.has(name);
}

/** Dynamic modules of nginx's own repositories, whose directives the tables count as nginx's. */
const OWN_MODULE =
  /(^|\/)ngx_(mail|stream|(http|stream)_(geoip|js)|http_(image_filter|perl|xslt_filter))_module\.so$/;

/** True if `load_module` with this file brings directives that are not nginx's own. */
export function bringsForeignDirectives(file: string): boolean {
  return !OWN_MODULE.test(file);
}
