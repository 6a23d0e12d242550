/** Variables, where nginx compiles the argument: those of modules, and those that the configuration defines. */
import { definingIndex, variableDefinitions } from "../../config/definitions.ts";
import { baseName } from "../../config/paths.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { type DirectiveRow, isOwn } from "../../knowledge/directives.ts";
import { patternsOf } from "../../knowledge/values/patterns.ts";
import { variableTexts } from "../../knowledge/values/variable-arguments.ts";
import {
  type VariableFamily,
  variableNames,
  variablePrefixes,
  variableSince,
} from "../../knowledge/variables.ts";
import { versionAtLeast } from "../../version.ts";
import { type CompletionItem, escapeSnippet, RANK } from "./item.ts";
import { type Spot, variableFamily } from "./surroundings.ts";
import type { Source, ValueSite } from "./value-site.ts";

/** Answers behind a `$` or `${`, and where nearly always a variable stands. */
export const variableValues: Source = (at) => {
  const open =
    /\$(\{?)\w*$/.exec(at.typed) ?? (isVariablePlace(at) ? /^\w*$/.exec(at.typed) : undefined);
  const argument = at.args.length;
  if (!open || !takesVariables(at, argument)) return undefined;
  const isDefinition = definesAt(at) && open.index === 0;
  const items = new Map<string, CompletionItem>();
  for (const spot of at.spots) {
    const family = variableFamily(spot);
    if (!family) continue;
    for (const it of definedItems(spot, family, at))
      if (!items.has(it.label)) items.set(it.label, it);
    if (isDefinition) continue;
    for (const it of captureItems(spot, at)) if (!items.has(it.label)) items.set(it.label, it);
    for (const it of builtInItems(family, spot)) if (!items.has(it.label)) items.set(it.label, it);
  }
  const braced = open[1] === "{";
  const isClosed = /^\w*\}/.test(at.site.file.text.slice(at.site.offset));
  const found = [...items.values()].map((it) => (braced ? withBraces(it, isClosed) : it));
  return { items: found, from: open.index, until: /\W/ };
};

/** `isClosed`: the closing brace is there already. */
function withBraces(item: CompletionItem, isClosed: boolean): CompletionItem {
  const filter = `\${${item.label.slice(1)}`;
  const { snippet: _, ...rest } = item;
  return { ...rest, insert: isClosed ? filter : `${filter}}`, filter };
}

/** Directives whose arguments hold variables though no text is compiled by the standard handlers. */
const ALSO: ReadonlySet<string> = new Set([
  "auth_jwt",
  "auth_request_set",
  "charset",
  "js_var",
  "keyval",
  "log_format",
  "mirror",
  "source_charset",
  "sticky",
]);

/** The argument that is a variable, by directive. */
const VARIABLE_PLACES: Readonly<Record<string, number>> = {
  auth_request_set: 1,
  hash: 0,
  keyval: 0,
  limit_conn_zone: 0,
  limit_req_zone: 0,
  map: 0,
  split_clients: 0,
};

function isVariablePlace({ name, args }: ValueSite): boolean {
  return VARIABLE_PLACES[name] === args.length || /^\w+_(cache_bypass|no_cache)$/.test(name);
}

function takesVariables({ name, row, args, typed }: ValueSite, argument: number): boolean {
  if (!row || !isOwn(row) || ALSO.has(name)) return true;
  if (definingIndex(name) !== undefined || name === "server_name") return true;
  if (patternsOf(name, [...args, typed]).some((it) => it.argument === argument))
    return name === "if";
  return isCompiled(row, [...args, typed], argument);
}

/** Also for an argument that is compiled only as the last one, or in a closed condition. */
function isCompiled(row: DirectiveRow, args: readonly string[], argument: number): boolean {
  const closed = row.name === "if" ? [...args.slice(0, -1), `${args.at(-1) ?? ""})`] : args;
  const readings = [args, closed, [...args, "x"], [...args.slice(0, -1), "x"]];
  if (row.name === "if") return true;
  return readings.some((it) => variableTexts(row, it).some((text) => text.argument === argument));
}

function definesAt({ name, args }: ValueSite): boolean {
  const index = definingIndex(name);
  return index !== undefined && (index < 0 || index === args.length);
}

function definedItems(
  { config }: Spot,
  family: VariableFamily,
  { site }: ValueSite,
): readonly CompletionItem[] {
  return [...variableDefinitions(config.root, family)]
    .filter(
      ({ located, name }) => name !== "" && !isBeingTyped(located, site.file.path, site.start),
    )
    .map(({ name, located }) => ({
      label: `$${name}`,
      kind: "variable",
      insert: `$${name}`,
      rank: RANK.named,
      detail: placeOf(located),
    }));
}

function isBeingTyped({ file, directive }: Located, path: string, start: number): boolean {
  return file.path === path && directive.span.start === start;
}

/** `set in site.conf:12`. */
export function placeOf({ file, directive }: Located): string {
  const { line } = file.lines.positionAt(directive.span.start);
  return `${directive.name.text} in ${baseName(file.path)}:${line + 1}`;
}

/** The groups of the expression that the argument or the block belongs to. */
function captureItems({ scope }: Spot, { name, args }: ValueSite): readonly CompletionItem[] {
  const own = patternsOf(name, args);
  const texts = own.length > 0 ? own.map((it) => it.text) : expressionsAround(scope);
  const groups = Math.max(0, ...texts.map(countGroups));
  return Array.from({ length: Math.min(groups, 9) }, (_, index) => ({
    label: `$${index + 1}`,
    kind: "variable",
    insert: `$${index + 1}`,
    rank: RANK.named,
    detail: "captured by the regular expression",
  }));
}

function expressionsAround(scope: Scope): readonly string[] {
  for (const { opener } of scope.outward()) {
    if (!opener) continue;
    const { name, args } = opener.directive;
    const words = args.map((it) => it.text);
    const patterns = patternsOf(name.text, words);
    if (patterns.length > 0) return patterns.map((it) => it.text);
  }
  return [];
}

function countGroups(expression: string): number {
  return [...expression.matchAll(/\\.|\((?!\?)/gs)].filter(([it]) => it === "(").length;
}

function builtInItems(family: VariableFamily, { config }: Spot): readonly CompletionItem[] {
  const { nginxVersion } = config.settings;
  const key = `${family} ${nginxVersion}`;
  let items = BUILT_IN.get(key);
  if (!items) {
    if (BUILT_IN.size >= MOST_KNOWN) BUILT_IN.clear();
    const names = variableNames(family).map((it) => builtInItem(it, family, nginxVersion));
    items = [...names, ...variablePrefixes(family).map(prefixItem)];
    BUILT_IN.set(key, items);
  }
  return items;
}

/** Made from the tables and the version; a memory, not a state. */
const BUILT_IN = new Map<string, readonly CompletionItem[]>();
const MOST_KNOWN = 16;

function builtInItem(name: string, family: VariableFamily, version: string): CompletionItem {
  const since = variableSince(name, family);
  const isNew = since !== undefined && !versionAtLeast(version, since);
  return {
    label: `$${name}`,
    kind: "variable",
    insert: `$${name}`,
    rank: isNew ? RANK.refused : USUAL.has(name) ? RANK.usual : RANK.known,
    variable: { name, family },
    ...(isNew && { detail: `needs nginx ${since}`, deprecated: true }),
  };
}

function prefixItem(prefix: string): CompletionItem {
  return {
    label: `$${prefix}`,
    kind: "variable",
    insert: `$${prefix}`,
    snippet: `${escapeSnippet(`$${prefix}`)}\${1:name}`,
    rank: RANK.known,
    detail: `$${prefix}name`,
  };
}

const USUAL: ReadonlySet<string> = new Set(
  [
    "args binary_remote_addr host http_host http_upgrade proxy_add_x_forwarded_for proxy_host remote_addr request_id",
    "request_method request_uri scheme server_name server_port ssl_client_verify ssl_client_s_dn",
    "ssl_preread_server_name status uri upstream_addr",
  ].flatMap((it) => it.split(" ")),
);
