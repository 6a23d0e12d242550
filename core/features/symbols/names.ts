/** Named locations, zones, caches, log formats and other names that stand in a place of their own. */
import type { BlockKind } from "../../config/block-kind.ts";
import type { Statement } from "../../config/statement.ts";
import { hasPlaceholder } from "../../knowledge/templates.ts";
import { areaOf, holdsEntries } from "./blocks.ts";
import { type Draft, type DraftRole, draftAt, type SymbolKind } from "./draft.ts";

/** Where the name stands: a whole argument, or behind a prefix up to a colon. */
type Slot = number | string;

interface Naming {
  readonly kind: SymbolKind;
  readonly role: DraftRole;
  readonly slot: Slot;
  /** Whose name it is. Default: the family's. */
  readonly owner?: string;
}

const CACHING = ["proxy", "fastcgi", "scgi", "uwsgi"];

function zone(role: DraftRole, slot: Slot, owner?: string): Naming {
  return { kind: "zone", role, slot, ...(owner !== undefined && { owner }) };
}

const NAMINGS: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ["limit_req_zone", zone("definition", "zone=", "limit_req")],
  ["limit_req", zone("use", "zone=", "limit_req")],
  ["limit_conn_zone", zone("definition", "zone=")],
  ["limit_conn", zone("use", 0)],
  ["ssl_session_cache", zone("definition", "shared:")],
  ["ssl_ocsp_cache", zone("definition", "shared:")],
  ["zone", zone("definition", 0)],
  ["keyval_zone", zone("definition", "zone=")],
  ["keyval", zone("use", "zone=")],
  ["sticky", zone("definition", "zone=")],
  ["js_shared_dict_zone", zone("definition", "zone=", "script")],
  ["lua_shared_dict", zone("definition", 0, "script")],
  ...CACHING.flatMap((it): [string, Naming][] => [
    [
      `${it}_cache_path`,
      { kind: "cache", role: "definition", slot: "keys_zone=", owner: `${it}_cache` },
    ],
    [`${it}_cache`, { kind: "cache", role: "use", slot: 0, owner: `${it}_cache` }],
  ]),
  ["log_format", { kind: "log format", role: "definition", slot: 0 }],
  ["access_log", { kind: "log format", role: "use", slot: 1 }],
  ["match", { kind: "match block", role: "definition", slot: 0 }],
  ["health_check", { kind: "match block", role: "use", slot: "match=" }],
  ["oidc_provider", { kind: "provider", role: "definition", slot: 0 }],
  ["auth_oidc", { kind: "provider", role: "use", slot: 0 }],
  ["acme_issuer", { kind: "issuer", role: "definition", slot: 0 }],
  ["acme_certificate", { kind: "issuer", role: "use", slot: 0 }],
]);

/** The arguments that may be named locations; a negative index counts from the end. */
const LOCATIONS: ReadonlyMap<string, number> = new Map([
  ["try_files", -1],
  ["error_page", -1],
  ["post_action", 0],
  ["echo_exec", 0],
  ["upload_pass", 0],
]);

export function nameDrafts(statement: Statement, kind: BlockKind): readonly Draft[] {
  if (holdsEntries(kind)) return [];
  return [...locationDrafts(statement), ...namingDrafts(statement, kind)];
}

function locationDrafts({ name, args, isBlock }: Statement): readonly Draft[] {
  const isDefinition = name === "location" && isBlock && args.length === 1;
  const index = isDefinition ? 0 : LOCATIONS.get(name);
  if (index === undefined) return [];
  const argument = index < 0 ? args.length + index : index;
  const text = args[argument] ?? "";
  const location = text.slice(1);
  if (!text.startsWith("@") || !isName(location)) return [];
  const role = isDefinition ? "definition" : "use";
  return [draftAt({ kind: "named location", role, domain: "http" }, argument, 1, location, 1)];
}

function namingDrafts({ name, args }: Statement, kind: BlockKind): readonly Draft[] {
  const naming = NAMINGS.get(name);
  if (!naming || (name === "zone" && kind.name !== "upstream")) return [];
  const { slot, role, owner } = naming;
  const area = areaOf(kind);
  const domain = owner ?? `${area} ${PURPOSE[name] ?? name}`;
  const of = { kind: naming.kind, role, domain };
  if (typeof slot === "number") {
    const text = args[slot] ?? "";
    if (role === "use" && (text === "off" || text.includes("="))) return [];
    return isName(text) ? [draftAt(of, slot, 0, text)] : [];
  }
  const argument = args.findLastIndex((it) => it.startsWith(slot));
  const written = args[argument]?.slice(slot.length) ?? "";
  const found = role === "definition" ? written.replace(/:.*/s, "") : written;
  return isName(found) ? [draftAt(of, argument, slot.length, found)] : [];
}

/** What directives that share names share them for. */
const PURPOSE: Readonly<Record<string, string>> = {
  limit_conn_zone: "limit_conn",
  keyval_zone: "keyval",
  access_log: "log_format",
  health_check: "match",
  auth_oidc: "oidc_provider",
  acme_certificate: "acme_issuer",
};

function isName(text: string): boolean {
  return text !== "" && !text.includes("$") && !hasPlaceholder(text);
}
