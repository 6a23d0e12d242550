/** What can be said of a template before it is rendered. */

import type { Config } from "../../config/config.ts";
import { reachedFrom } from "../../config/include-graph.ts";
import { unseen, viewOf } from "../../config/sight.ts";
import type { SourceFile } from "../../config/source-file.ts";
import { hasPlaceholder } from "../../knowledge/templates.ts";
import type { Severity } from "../../severity.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import type { RelatedPlace, Report } from "./rule.ts";

/** Rules that judge a directive by itself: what stands around it changes nothing. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  "cipher-no-match",
  "directive-removed",
  "directive-too-new",
  "invalid-condition",
  "invalid-listen",
  "invalid-location",
  "invalid-map-entry",
  "invalid-parameter",
  "invalid-pass-url",
  "invalid-protocol",
  "invalid-regex",
  "invalid-value",
  "session-cache-invalid",
  "unknown-directive",
  "wrong-argument-count",
]);

/** Directives that define names of groups, zones, formats or variables. */
const NAMING: readonly string[] = [
  "auth_request_set",
  "fastcgi_cache_path",
  "geo",
  "js_preload_object",
  "js_set",
  "js_shared_dict_zone",
  "js_var",
  "keyval",
  "keyval_zone",
  "limit_conn_zone",
  "limit_req_zone",
  "location",
  "log_format",
  "map",
  "perl_set",
  "proxy_cache_path",
  "rewrite",
  "scgi_cache_path",
  "server_name",
  "set",
  "split_clients",
  "ssl_session_cache",
  "upstream",
  "uwsgi_cache_path",
  "zone",
];

/** Rules whose errors depend on other directives as well, which no related place shows. */
const DEPENDING: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(undefined-|upstream-no-port$|invalid-pass-url$)/, NAMING],
  [/^server-tls-no-certificate$/, ["listen", "server_name", "ssl_certificate"]],
];

/**
 * True if a finding may not hold for what comes out of the template: a value that it speaks of is a
 * placeholder, or it is an error about things of which not every rendering has all.
 */
export function isUnsettled(
  rule: string,
  severity: Severity,
  report: Report,
  config: Config,
): boolean {
  const places = [report, ...(report.related ?? [])];
  if (unseen(() => places.some((it) => isPlaceholder(it, rule, severity)))) return true;
  if (severity !== "error") return false;
  if (dependsOnPlaceholder(rule, config)) return true;
  return !BY_ITSELF.has(rule) && unseen(() => places.some((it) => isConditional(it, config)));
}

type Place = Pick<RelatedPlace, "file" | "span">;

function isPlaceholder({ file, span }: Place, rule: string, severity: Severity): boolean {
  const directive = directiveAt(file.tree.directives, span.start);
  if (!directive || ![directive.name, ...directive.args].some(isRaw)) {
    return false;
  }
  if (rule === "unknown-directive") return hasPlaceholder(directive.name.raw);
  return severity === "error" || !hasKnownScheme(directive);
}

function dependsOnPlaceholder(rule: string, config: Config): boolean {
  return DEPENDING.some(([rules, names]) => rules.test(rule) && hasUnsettled(names, config));
}

/** True if a value of one of these directives is a placeholder, anywhere in the configuration. */
function hasUnsettled(names: readonly string[], config: Config): boolean {
  return unsettledNames(config).get(names) ?? false;
}

/** For each list of names in `DEPENDING`. */
const unsettledNames = viewOf((config: Config) => {
  const isUnsettled = (name: string) =>
    config.root.everywhere(name).some((it) => it.directive.args.some(isRaw));
  return new Map(DEPENDING.map(([, names]) => [names, names.some(isUnsettled)]));
});

function isRaw({ raw }: Word): boolean {
  return hasPlaceholder(raw);
}

/** `proxy_pass https://{{ backend }};` is TLS, whatever the name: a variable would do as well. */
function hasKnownScheme({ name, args }: Directive): boolean {
  return name.text.endsWith("_pass") && /^[a-z]+:\/\//.test(args[0]?.text ?? "");
}

/** True in a condition, and in a file that is included in one. */
function isConditional({ file, span }: Place, config: Config): boolean {
  return standsInCondition(span, file) || conditionalFiles(config).has(file.path);
}

function standsInCondition({ start }: Span, { tree }: SourceFile): boolean {
  return tree.template?.conditionals.some((it) => isInside(start, it)) ?? false;
}

const conditionalFiles = viewOf((config: Config): ReadonlySet<string> => {
  const includes = [...config.files.values()].flatMap((file) =>
    file.tree.template ? file.includes.filter((it) => standsInCondition(it.span, file)) : [],
  );
  return reachedFrom(includes, config);
});

/** The innermost one; the words before its block belong to it. */
function directiveAt(directives: readonly Directive[], offset: number): Directive | undefined {
  let low = 0;
  let high = directives.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((directives[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = directives[low];
  if (!found || !isInside(offset, found.span)) return undefined;
  if (!found.block || !isInside(offset, found.block.span)) return found;
  return directiveAt(found.block.directives, offset) ?? found;
}

function isInside(offset: number, { start, end }: Span): boolean {
  return offset >= start && offset < end;
}
