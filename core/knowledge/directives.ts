/** Every directive of nginx, njs, NGINX Plus and the common third-party modules. */
import { versionAtLeast } from "../version.ts";
import {
  type DirectiveRow,
  decodePastRows,
  decodeRows,
  linesOf,
  type Place,
} from "./directive-rows.ts";
import { TLS_ROWS } from "./generated/tls.ts";

export type { DirectiveRow, Place } from "./directive-rows.ts";

/** Rows of this exact, case-sensitive name; nginx's own before all others. */
export function lookUp(name: string): readonly DirectiveRow[] {
  return table().get(name) ?? [];
}

/** Rows of nginx and njs that newer versions do not have in this form. */
export function pastRows(name: string): readonly DirectiveRow[] {
  return pastTable().get(name) ?? [];
}

/** Today's and past rows of nginx and njs that this version has. */
export function ownRowsIn(name: string, version: string): DirectiveRow[] {
  const rows = lookUp(name).filter((it) => isOwn(it) && isIn(it, version));
  for (const row of pastRows(name)) if (isIn(row, version)) rows.push(row);
  return rows;
}

function isIn({ since, until }: DirectiveRow, version: string): boolean {
  if (since !== undefined && !versionAtLeast(version, since)) return false;
  return until === undefined || !versionAtLeast(version, until);
}

/** Every known name with its rows. */
export function allDirectives(): ReadonlyMap<string, readonly DirectiveRow[]> {
  return table();
}

/** True for a row that nginx open source (with njs) itself has. */
export function isOwn(row: DirectiveRow): boolean {
  return row.origin === "nginx" || row.origin === "njs";
}

const THIRD_PARTY_NAME =
  /^(lua_|more_|brotli|pagespeed|vhost_traffic_|geoip2|app_protect|auth_jwt|zone_sync|passenger_|modsecurity)|_by_lua/;

/** True for a name that nginx and njs lack, and that a module outside nginx open source has or would have. */
export function isThirdPartyName(name: string): boolean {
  const rows = lookUp(name);
  return rows.length > 0
    ? rows.every((it) => it.origin === "third-party")
    : THIRD_PARTY_NAME.test(name);
}

/** The nginx.org anchor of a directive; of its index where the directive is undocumented. */
export function docUrl(name: string, place?: Place): string {
  const rows = lookUp(name).filter((it) => it.page !== "");
  const family = place?.replace(/\/.*/, "");
  const row =
    rows.find((it) => place !== undefined && it.places.includes(place)) ??
    rows.find((it) => family !== undefined && it.page.startsWith(`${family}/`)) ??
    rows[0];
  return row ? `${DOCS}${row.page}.html#${name}` : `${DOCS}dirindex.html`;
}

const DOCS = "https://nginx.org/en/docs/";

export type TlsFamily = "http" | "stream" | "mail" | "core";

export interface TlsDirective {
  readonly name: string;
  readonly family: TlsFamily;
  /** As documented; undefined if it has none. Protocol lists: see `defaultProtocols`. */
  readonly default: string | undefined;
  /** nginx version that brought it; for `js_*` the njs version. */
  readonly since: string | undefined;
  /** What a second one in the same block does. */
  readonly repetition: "duplicate" | "appends" | "merges" | "overrides";
  /** `array` and `set`: inherited whole, by a level that has none of its own. */
  readonly inheritance: "scalar" | "array" | "set" | "never" | "parts";
  readonly syntax: string;
  readonly doc: string;
}

/** The row of a TLS directive in `http`, `stream` or `mail`; undefined if it has none there. */
export function tlsDirective(name: string, family: TlsFamily): TlsDirective | undefined {
  return tlsTable().get(`${name}\t${family}`);
}

export function allTlsDirectives(): Iterable<TlsDirective> {
  return tlsTable().values();
}

const table = once(decodeRows);
const pastTable = once(decodePastRows);
const tlsTable = once(decodeTls);

/** Decoding waits for the first question. */
function once<T>(decode: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= decode();
    return value;
  };
}

const FAMILIES: readonly TlsFamily[] = ["http", "stream", "mail", "core"];
const REPETITIONS = ["duplicate", "appends", "merges", "overrides"] as const;
const INHERITANCES = ["scalar", "array", "set", "never", "parts"] as const;

function decodeTls(): ReadonlyMap<string, TlsDirective> {
  const rows = new Map<string, TlsDirective>();
  for (const line of linesOf(TLS_ROWS)) {
    const [name = "", family, value, since, repetition, inheritance, syntax = "", page = ""] =
      line.split("\t");
    const row: TlsDirective = {
      name,
      family: FAMILIES.find((it) => it === family) ?? "core",
      default: value || undefined,
      since: since || undefined,
      repetition: REPETITIONS.find((it) => it === repetition) ?? "duplicate",
      inheritance: INHERITANCES.find((it) => it === inheritance) ?? "scalar",
      syntax,
      doc: `${DOCS}${page}.html#${name}`,
    };
    rows.set(`${name}\t${row.family}`, row);
  }
  return rows;
}
