/** What a directive's name is. */
import { isOwn, isThirdPartyName, lookUp } from "../../knowledge/directives.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Draw } from "./draw.ts";
import type { TokenModifier } from "./token.ts";

/** Directives that decide what happens next. */
const CONTROL: ReadonlySet<string> = new Set([
  "break",
  "error_page",
  "if",
  "include",
  "internal",
  "load_module",
  "return",
  "rewrite",
  "set",
  "try_files",
]);

export function drawName({ name, block, code }: Directive, draw: Draw): void {
  const rows = lookUp(name.text).filter((it) => code || it.block === (block !== undefined));
  const isDeprecated =
    rows.length > 0 && rows.every((it) => it.deprecated !== undefined || it.origin === "removed");
  const modifiers: TokenModifier[] = isDeprecated ? ["deprecated"] : [];
  if (rows.some(isOwn)) modifiers.push("defaultLibrary");
  const isKnown = rows.length > 0 || isThirdPartyName(name.text);
  if (!isKnown) draw(name.span, "variable");
  else if (block || CONTROL.has(name.text)) draw(name.span, "keyword", modifiers);
  else draw(name.span, "function", modifiers);
}

/** What blocks of entries have beside their entries, by block. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  map: ["default", "hostnames", "include", "volatile"],
  num_map: ["default", "include", "volatile"],
  geo: ["default", "delete", "include", "proxy", "proxy_recursive", "ranges", "volatile"],
  split_clients: ["*"],
  types: ["include"],
  charset_map: ["include"],
};

/** True inside a block whose lines are entries of a table. */
export function isTable(block: Directive | undefined): boolean {
  return block !== undefined && block.name.text in OPTIONS;
}

/** The first word of an entry. */
export function drawKey({ name }: Directive, block: Directive, draw: Draw): void {
  const { text, quote, span } = name;
  const table = block.name.text;
  if (quote === "" && OPTIONS[table]?.includes(text)) draw(span, "keyword", ["defaultLibrary"]);
  else if (table.endsWith("map") && text.startsWith("~")) draw.plain(span, "regexp");
  else draw.plain(span, "string");
}
