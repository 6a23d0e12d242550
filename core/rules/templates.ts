/** What can be said of a template before it is rendered. */
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Severity } from "../severity.ts";
import type { Directive } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
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
  "unknown-directive",
  "wrong-argument-count",
]);

/**
 * True if a finding may not hold for what comes out of the template: a value that it speaks of is a
 * placeholder, or it is an error about things of which not every rendering has all.
 */
export function isUnsettled(rule: string, severity: Severity, report: Report): boolean {
  const places = [report, ...(report.related ?? [])];
  if (places.some((it) => isPlaceholder(it, rule, severity))) return true;
  return severity === "error" && !BY_ITSELF.has(rule) && places.some(isConditional);
}

type Place = Pick<RelatedPlace, "file" | "span">;

function isPlaceholder({ file, span }: Place, rule: string, severity: Severity): boolean {
  const directive = directiveAt(file.tree.directives, span.start);
  if (!directive || ![directive.name, ...directive.args].some((it) => hasPlaceholder(it.raw))) {
    return false;
  }
  if (rule === "unknown-directive") return hasPlaceholder(directive.name.raw);
  return severity === "error" || !hasKnownScheme(directive);
}

/** `proxy_pass https://{{ backend }};` is TLS, whatever the name: a variable would do as well. */
function hasKnownScheme({ name, args }: Directive): boolean {
  return name.text.endsWith("_pass") && /^[a-z]+:\/\//.test(args[0]?.text ?? "");
}

function isConditional({ file, span }: Place): boolean {
  return file.tree.template?.conditionals.some((it) => isInside(span.start, it)) ?? false;
}

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
