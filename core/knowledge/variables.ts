/** The variables that nginx and its modules define, by family. */
import { versionAtLeast } from "../version.ts";
import { VARIABLES } from "./generated/variables.ts";

interface VariableTable {
  /** By name; true if a configuration may define it anew. */
  readonly names: ReadonlyMap<string, boolean>;
  /** Beginnings of names: `http_`, `arg_` … */
  readonly prefixes: readonly string[];
}

export type VariableFamily = "http" | "stream";

/** True if a module defines the variable; nginx compares names in lower case. */
export function isBuiltIn(name: string, family: VariableFamily): boolean {
  const { names, prefixes } = tableOf(family);
  const lower = name.toLowerCase();
  return names.has(lower) || prefixes.some((it) => lower.startsWith(it));
}

/** Variables of modules that not every build has, or that their module lets others define. */
const NOT_ALWAYS_FIXED =
  /^(geoip_|connections_|realip_|secure_link|slice_range$|http[23]$|gzip_ratio$|invalid_referer$|uid_)/;

/** nginx versions that brought variables whose names were free before. */
const SINCE: ReadonlyMap<string, string> = new Map([
  ["http request_port", "1.29.3"],
  ["http is_request_port", "1.29.3"],
  ["stream server_name", "1.25.5"],
  ["http connection_time", "1.19.10"],
  ["http proxy_protocol_server_addr", "1.17.6"],
  ["http proxy_protocol_server_port", "1.17.6"],
  ["stream proxy_protocol_server_addr", "1.17.6"],
  ["stream proxy_protocol_server_port", "1.17.6"],
  ["http limit_req_status", "1.17.6"],
  ["http limit_conn_status", "1.17.6"],
  ["stream limit_conn_status", "1.17.6"],
  ["http upstream_bytes_sent", "1.15.8"],
]);

/** True if every nginx of this version defines the variable, and no directive may define it again. */
export function isFixed(name: string, family: VariableFamily, version: string): boolean {
  const lower = name.toLowerCase();
  if (tableOf(family).names.get(lower) !== false || NOT_ALWAYS_FIXED.test(lower)) return false;
  return versionAtLeast(version, SINCE.get(`${family} ${lower}`) ?? "0");
}

/** Names of a family that a misspelled one could mean. */
export function variableNames(family: VariableFamily): readonly string[] {
  return [...tableOf(family).names.keys()];
}

/** Beginnings of names that any text may follow: `http_`, `arg_` … */
export function variablePrefixes(family: VariableFamily): readonly string[] {
  return tableOf(family).prefixes;
}

/** The nginx version that brought the variable; undefined for one that all supported versions have. */
export function variableSince(name: string, family: VariableFamily): string | undefined {
  return SINCE.get(`${family} ${name}`);
}

const tables = new Map<VariableFamily, VariableTable>();

function tableOf(family: VariableFamily): VariableTable {
  const known = tables.get(family);
  if (known) return known;
  const table = decode(family);
  tables.set(family, table);
  return table;
}

function decode(family: VariableFamily): VariableTable {
  const names = new Map<string, boolean>();
  const prefixes: string[] = [];
  for (const line of VARIABLES.slice(1).split("\n")) {
    const [name = "", of, ...flags] = line.split(" ");
    if (of !== family && of !== "any") continue;
    if (flags.includes("prefix")) prefixes.push(name);
    else names.set(name, !flags.includes("fixed"));
  }
  return { names, prefixes };
}
