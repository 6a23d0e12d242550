/** Renames what the cursor is at, wherever the configurations name it. */
import type { FileEdit } from "../../finding.ts";
import type { Span } from "../../text.ts";
import { comparedName, type SymbolKind } from "../symbols/draft.ts";
import { isDefinition, type NamedSymbol } from "../symbols/symbol.ts";
import type { SymbolTable } from "../symbols/table.ts";
import { article, bareName, isOwnVariable, nameFault } from "./new-name.ts";
import { unseenBy } from "./unseen.ts";

export interface Refusal {
  /** A sentence for people. */
  readonly refused: string;
}

export interface RenameTarget {
  /** Just the name under the cursor. */
  readonly span: Span;
  readonly name: string;
}

export interface Renaming {
  /** One atomic change. */
  readonly edits: readonly FileEdit[];
  /** Where more references may be that could not be read, as a sentence; undefined if all was seen. */
  readonly unseen: string | undefined;
}

/** What a rename would replace, or why it can't be renamed. */
export function renameTarget(symbol: NamedSymbol): RenameTarget | Refusal {
  const { kind, name, places, at, tables } = symbol;
  const families = domainsOf(symbol);
  const sigil = kind === "variable" ? "$" : kind === "named location" ? "@" : "";
  const shown = `"${sigil}${name}"`;
  if (kind === "variable" && isOwnVariable(name, families)) {
    return { refused: `${shown} is a variable of nginx's own` };
  }
  if (kind === "variable" && name.toLowerCase() === "memcached_key") {
    return { refused: "memcached_pass reads its key from a variable of this very name" };
  }
  if (
    kind === "log format" &&
    name.toLowerCase() === "combined" &&
    families.includes("http log_format")
  ) {
    return { refused: `${shown} is a log format of nginx's own` };
  }
  if (families.includes("script")) {
    return { refused: `scripts use the zone ${shown} by this name, and they are not read` };
  }
  if (tables.length === 0 || !places.some(isDefinition)) {
    return { refused: `nothing that can be read here defines the ${kind} ${shown}` };
  }
  return { span: at.span, name };
}

export function rename(symbol: NamedSymbol, typed: string): Renaming | Refusal {
  const target = renameTarget(symbol);
  if ("refused" in target) return target;
  const { kind, places, tables } = symbol;
  const newText = bareName(kind, typed);
  const fault = nameFault(symbol, newText) ?? conflict(symbol, newText);
  if (fault !== undefined) return { refused: fault };
  return {
    edits: places.map(({ file, span }) => ({ file, span, newText })),
    unseen: unseenBy(tables.map(({ table }) => table.config)),
  };
}

function domainsOf({ places }: NamedSymbol): readonly string[] {
  return [...new Set(places.map(({ mention }) => mention.draft.domain))];
}

function conflict(symbol: NamedSymbol, name: string): string | undefined {
  const { kind } = symbol;
  if (kind === "variable" && isOwnVariable(name, domainsOf(symbol))) {
    return `"$${name}" is a variable of nginx's own`;
  }
  if (kind === "log format" && name.toLowerCase() === "combined") {
    return 'nginx has a log format "combined" of its own';
  }
  for (const { table, keys } of symbol.tables) {
    for (const key of keys) {
      const fault = taken(table, kind, key, keys, name);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

/** What stands in the way of `name` where `key` is now. */
function taken(
  table: SymbolTable,
  kind: SymbolKind,
  key: string,
  ownKeys: readonly string[],
  name: string,
): string | undefined {
  const [, domain = "", , server] = key.split("\n");
  const compared = comparedName(kind, name);
  const plain = `${kind}\n${domain}\n${compared}`;
  const wanted = server === undefined ? [plain] : [`${plain}\n${server}`, plain];
  if (wanted.some((it) => ownKeys.includes(it))) return undefined;
  const others = wanted.flatMap((it) => table.byKey.get(it) ?? []);
  if (others.some((it) => it.role === "definition"))
    return `${article(kind)} "${name}" exists already`;
  if (others.length > 0)
    return `${article(kind)} "${name}" is used already, though nothing defines it here`;
  if (wanted.some((it) => table.hosts.has(it)))
    return `requests are passed to a host "${name}" already`;
  const isShared = kind === "zone" || kind === "cache";
  return isShared && hasZone(table, compared, ownKeys)
    ? `another shared memory zone is named "${name}" already`
    : undefined;
}

/** nginx has one list of shared memory zones, whoever uses them. */
function hasZone(table: SymbolTable, name: string, ownKeys: readonly string[]): boolean {
  for (const key of table.byKey.keys()) {
    if (/^(zone|cache)\n/.test(key) && key.endsWith(`\n${name}`) && !ownKeys.includes(key))
      return true;
  }
  return false;
}
