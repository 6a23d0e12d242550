/** What the rules about njs share. */
import type { Config } from "../../config/config.ts";
import { absence, effective } from "../../config/effective.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { lookUp } from "../../knowledge/directives.ts";
import type { Severity } from "../../severity.ts";
import { milder } from "../../severity.ts";

/** The `js_fetch_*` directives that say how `ngx.fetch` speaks TLS. */
const JS_FETCH_DIRECTIVES: readonly string[] = [
  "js_fetch_ciphers",
  "js_fetch_protocols",
  "js_fetch_trusted_certificate",
  "js_fetch_verify",
  "js_fetch_verify_depth",
];

/**
 * The first `js_fetch_*` directive of each block, where scripts are set up to fetch over TLS. A block is left out if
 * `missing` is in force there or stands in a block inside it.
 */
export function fetchersWithout(missing: string, config: Config): readonly Located[] {
  const firsts = new Map<Scope, Located>();
  for (const located of config.root.readingOrder(JS_FETCH_DIRECTIVES)) {
    const { scope } = located;
    if (!firsts.has(scope) && isJsPlace(scope)) firsts.set(scope, located);
  }
  return [...firsts.values()].filter(
    ({ scope }) =>
      effective(missing, scope) === undefined &&
      !scope.inward().some((it) => it.named(missing).length > 0) &&
      ![...scope.outward()].some((it) => it !== scope && firsts.has(it)),
  );
}

function isJsPlace(scope: Scope): boolean {
  return scope.isIn("http") || scope.isIn("stream");
}

/** True if the certificates that scripts fetch with are checked, as is the default. */
export function verifiesFetches(scope: Scope): boolean {
  const verify = effective("js_fetch_verify", scope)?.directives[0].directive.args[0]?.text;
  return verify?.toLowerCase() !== "off";
}

/** "X is not set" is milder where it may be set out of sight. */
export function severityAt(severity: Severity, scope: Scope): Severity {
  const how = absence(scope);
  if (how === "fragment") return milder(severity);
  return how === "unread-include" && severity !== "hint" ? "information" : severity;
}

/** True for a directive of njs and of nothing else. */
export function isJsDirective(name: string): boolean {
  return name.startsWith("js_") && lookUp(name).some((it) => it.origin === "njs");
}

/** The page of njs's module in `http` or `stream`. */
export function jsDocs(name: string, scope: Scope): string {
  const family = scope.isIn("stream") ? "stream" : "http";
  return `https://nginx.org/en/docs/${family}/ngx_${family}_js_module.html#${name}`;
}
