/** What `@nginx/reference-lib` knows: documentation pages, and directives outside nginx open source. */
import { type Directive, getDirectives } from "@nginx/reference-lib";
import type { CommandRow } from "./command-row.ts";

/** Directives of the documentation that current nginx refuses as unknown. */
const REMOVED: ReadonlySet<string> = new Set([
  "ssl",
  "limit_zone",
  "js_include",
  "upstream_conf",
  "status",
  "status_format",
]);

/** Blocks that only NGINX Plus or a separately built module has. */
const FOREIGN_BLOCKS: ReadonlySet<string> = new Set(["mgmt", "acme_issuer", "oidc_provider"]);

const DOCUMENTED = getDirectives();

/** Documentation page of a directive, without `https://nginx.org/en/docs/` and `.html`; "" if it has none. */
export function pageOf(name: string, family: string, contexts: readonly string[]): string {
  const rows = DOCUMENTED.filter(
    (it) => it.name === name && familyOf(it.module) === family && !isForeign(it),
  );
  const row =
    rows.find((it) =>
      it.contexts.flatMap((one) => contextsOf(one, family)).some((one) => contexts.includes(one)),
    ) ?? rows[0];
  return row ? pagePath(row.module) : "";
}

/** The rows that nginx open source lacks, in the form of its own table. */
export function foreignRows(openSource: ReadonlySet<string>): CommandRow[] {
  return DOCUMENTED.filter((it) => !openSource.has(it.name) || isForeign(it)).map((it) => {
    const counts = it.syntax.map(countsOf);
    const max = counts.some((one) => one.max === null)
      ? null
      : Math.max(...counts.map((one) => one.max ?? 0));
    return {
      name: it.name,
      module: it.module === "Core functionality" ? "ngx_core_module" : it.module,
      contexts: it.contexts.flatMap((context) => contextsOf(context, familyOf(it.module))),
      block: it.isBlock,
      min: Math.min(...counts.map((one) => one.min)),
      max,
      origin: REMOVED.has(it.name) ? "removed" : "plus",
      page: pagePath(it.module),
    };
  });
}

function isForeign(row: Directive): boolean {
  return row.contexts.some((it) => FOREIGN_BLOCKS.has(it));
}

function familyOf(module: string): string {
  return /^ngx_(http|stream|mail)_/.exec(module)?.[1] ?? "core";
}

/** The page of a module, without `https://nginx.org/en/docs/` and `.html`. */
export function pagePath(module: string): string {
  if (module === "Core functionality") return "ngx_core_module";
  const family = familyOf(module);
  return family === "core" ? module : `${family}/${module}`;
}

function contextsOf(context: string, family: string): string[] {
  const http = family === "http";
  switch (context) {
    case "server":
    case "upstream":
      return [`${family}/${context}`];
    case "location":
      return ["http/location"];
    case "if":
      return http ? ["http/server/if", "http/location/if"] : [];
    case "if in location":
      return ["http/location/if"];
    case "limit_except":
      return ["http/location/limit_except"];
    default:
      return [context];
  }
}

/** Counts that a syntax line surely bounds; an optional or repeated part lifts the maximum. */
function countsOf(syntax: string): { min: number; max: number | null } {
  const text = syntax
    .replace(/<[^>]*>/g, "")
    .replaceAll("&hellip;", "…")
    .replace("{...}", "")
    .trim();
  if (text === "") return { min: 0, max: 0 };
  const alternatives = text.split(/ \| /).map((one) => one.replace(/\[[^\]]*\]/g, " [] ").trim());
  const least = Math.min(
    ...alternatives.map((one) => one.split(/\s+/).filter((word) => /[^[\]….]/.test(word)).length),
  );
  const open = /[[…]|\.\.\./.test(text);
  const most = Math.max(...alternatives.map((one) => one.split(/\s+/).length));
  return { min: text.startsWith("[") ? 0 : least, max: open ? null : most };
}
