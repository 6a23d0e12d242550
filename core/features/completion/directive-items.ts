/** Directives for the place of the cursor. */

import { loadsForeignModules } from "../../config/modules.ts";
import type { DirectiveRow } from "../../knowledge/directives.ts";
import { clashOf } from "../../knowledge/repetition.ts";
import { type OfferedRow, rowsAt } from "./directive-table.ts";
import { hasValues } from "./has-values.ts";
import { indentationUnit } from "./indentation.ts";
import { type CompletionItem, matches, RANK } from "./item.ts";
import type { Site } from "./site.ts";
import { directiveText } from "./snippet.ts";
import type { Spot } from "./surroundings.ts";

export function directiveItems(site: Site, spots: readonly Spot[]): readonly CompletionItem[] {
  const offered = new Map<string, OfferedRow & { readonly spot: Spot }>();
  for (const spot of spots) {
    for (const it of rowsOf(spot)) {
      if (!matches(site.current.text, it.row.name)) continue;
      const known = offered.get(it.row.name);
      const rank = spot.likely ? it.rank : Math.min(it.rank, RANK.foreign);
      if (!known || known.rank < rank) offered.set(it.row.name, { ...it, rank, spot });
    }
  }
  const unit = indentationUnit(site.file);
  const used = namesInUse(spots);
  const taken = takenNames(site, spots);
  const isLate = spots.every((it) => standsBehindBlock(site, it));
  return [...offered.values()].map((it) =>
    toItem(isLate ? withoutLateModules(it) : it, { site, taken, unit, used }),
  );
}

/** nginx takes no `load_module` once a block of modules has begun. */
function withoutLateModules(offered: OfferedRow): OfferedRow {
  if (offered.row.name !== "load_module") return offered;
  return {
    ...offered,
    rank: RANK.refused,
    refusal: "must stand before events, http and their like",
  };
}

function standsBehindBlock(site: Site, { place, scope }: Spot): boolean {
  return (
    place === "main" &&
    scope.entries.some(
      ({ file, directive: { name, block, span } }) =>
        file === site.file && block && span.start < site.start && BLOCKS.test(name.text),
    )
  );
}

const BLOCKS = /^(events|http|mail|stream)$/;

function rowsOf({ config, place, block }: Spot): readonly OfferedRow[] {
  const rows = rowsAt(place, block, config.settings);
  const closed = config.settings.platform === "nginx-core" && !loadsForeignModules(config.root);
  return closed ? rows.filter(({ row }) => row.origin === "nginx" || row.origin === "njs") : rows;
}

/** The names that blocks of the same kind have elsewhere. */
function namesInUse(spots: readonly Spot[]): ReadonlySet<string> {
  return new Set(spots.flatMap((it) => [...it.scope.names]));
}

interface Circumstances {
  readonly site: Site;
  readonly taken: ReadonlySet<string>;
  readonly unit: string;
  readonly used: ReadonlySet<string>;
}

function toItem({ row, rank, refusal }: OfferedRow, around: Circumstances): CompletionItem {
  const { site, taken, unit, used } = around;
  const { snippet, plain, asks } = directiveText(row);
  const isSingle = row.single === true && !clashOf(row.name);
  const repeated = rank > RANK.weak && isSingle && taken.has(row.name);
  const usual = rank === RANK.known && (used.has(row.name) || USUAL.has(row.name));
  const notes = [
    refusal ?? (repeated ? "already set in this block" : undefined),
    row.deprecated === undefined ? undefined : `deprecated: use ${row.deprecated}`,
    row.origin === "plus" ? "NGINX Plus or own build" : undefined,
    moduleOf(row),
  ].filter((it) => it !== undefined && it !== "");
  return {
    label: row.name,
    kind: row.block ? "block" : "directive",
    insert: site.endsLine ? plain : row.name,
    ...(site.endsLine && { snippet: snippet.replaceAll("\t", unit) }),
    detail: notes.join(", "),
    directive: { name: row.name, page: row.page, module: row.module },
    rank: repeated ? RANK.repeated : usual ? RANK.usual : rank,
    ...((refusal !== undefined || row.deprecated !== undefined) && { deprecated: true }),
    ...(site.endsLine && asks && hasValues(row) && { continues: true }),
  };
}

/** The names that every block has that the cursor is in, the statement at the cursor left out. */
function takenNames(site: Site, spots: readonly Spot[]): ReadonlySet<string> {
  const [first, ...others] = spots.map(({ scope }) => {
    const rest = scope.entries.filter(
      ({ file, directive }) => file !== site.file || directive.span.start !== site.start,
    );
    return new Set(rest.map((it) => it.directive.name.text));
  });
  if (!first) return new Set();
  return new Set([...first].filter((name) => others.every((it) => it.has(name))));
}

function moduleOf({ module, repo }: DirectiveRow): string {
  return module === "" ? (repo ?? "") : module;
}

/** What most configurations have: the first to be offered where nothing is typed. */
const USUAL: ReadonlySet<string> = new Set(
  [
    "access_log add_header client_max_body_size default_type error_log error_page events fastcgi_param",
    "fastcgi_pass gzip gzip_types http http2 include index keepalive keepalive_timeout listen location",
    "log_format map pid proxy_http_version proxy_pass proxy_read_timeout proxy_set_header",
    "proxy_ssl_name proxy_ssl_server_name proxy_ssl_trusted_certificate proxy_ssl_verify resolver",
    "return rewrite root sendfile server server_name server_tokens ssl_certificate",
    "ssl_certificate_key ssl_ciphers ssl_protocols ssl_session_cache ssl_session_timeout stream",
    "try_files upstream user worker_connections worker_processes proxy_ssl ssl_preread",
  ].flatMap((it) => it.split(" ")),
);
