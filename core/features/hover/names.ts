/** What the name under the cursor stands for: a variable, an upstream group, a zone, a named location. */
import { possibleValues } from "../../config/variables.ts";
import type { VariableFamily } from "../../knowledge/variables.ts";
import type { Span } from "../../text.ts";
import { shorten } from "../posture/row.ts";
import type { SymbolKind } from "../symbols/draft.ts";
import { isDefinition, type NamedSymbol, symbolAt } from "../symbols/symbol.ts";
import { fullSpan } from "../symbols/table.ts";
import { groupSection, groupUsers } from "./connections.ts";
import { counted } from "./effective.ts";
import { bounded, bullets, code, link, paragraphs, placeLink, plain } from "./markdown.ts";
import type { Subject } from "./request.ts";

export interface NameMeaning {
  readonly kind: SymbolKind;
  readonly text: string;
  readonly span: Span;
}

/** Undefined where there is no name, or nothing to say of it. */
export function nameMeaning(subject: Subject): NameMeaning | undefined {
  const symbol = symbolAt(subject.configs, subject.cursor);
  if (!symbol) return undefined;
  const text = textOf(symbol, subject);
  const span = fullSpan(symbol.at.mention);
  return text === undefined ? undefined : { kind: symbol.kind, text, span };
}

function textOf(symbol: NamedSymbol, subject: Subject): string | undefined {
  switch (symbol.kind) {
    case "variable":
      return variableText(symbol, subject);
    case "upstream":
      return upstreamText(symbol, subject);
    default:
      return definitionText(symbol, subject);
  }
}

const DOCS = "https://nginx.org/en/docs/";

function variableText(symbol: NamedSymbol, subject: Subject): string | undefined {
  const { documentation, linkTo } = subject;
  const { name } = symbol;
  const family: VariableFamily = symbol.at.mention.draft.domain === "stream" ? "stream" : "http";
  const known = documentation.variable(name, family);
  const definitions = symbol.places.filter(isDefinition).map((it) => it.mention.located);
  const module = known?.page.slice(known.page.lastIndexOf("/") + 1);
  const anchor =
    known && `${DOCS}${known.page}.html#var_${(known.pattern ?? name).replace(/^\$|NAME$/g, "")}`;
  const pattern = known?.pattern === undefined ? "" : `, one of ${code(known.pattern)}`;
  const places = definitions.map((it) => {
    const words = [it.directive.name, ...it.directive.args].map((word) => word.raw).join(" ");
    return `${code(shorten(words))} in ${placeLink(it, linkTo)}`;
  });
  if (!known && places.length === 0) return undefined;
  return paragraphs(
    known && `**${plain(`$${name}`)}** · ${link(plain(module ?? ""), anchor)}${pattern}`,
    known?.text,
    places.length > 0 ? `**${plain(`$${name}`)}** is defined by` : undefined,
    bullets(bounded(places, MOST)),
    valuesText(name, subject),
  );
}

const MOST = 8;

function valuesText(name: string, { config }: Subject): string | undefined {
  const values = possibleValues(name, config.root);
  if (!values) return undefined;
  const all = [...new Set(values)].map((it) => code(shorten(it)));
  return `**Values**: ${bounded(all, MOST).join(", ")}`;
}

function upstreamText({ name, at }: NamedSymbol, subject: Subject): string | undefined {
  const family = at.mention.draft.domain === "stream" ? "stream" : "http";
  const wanted = name.toLowerCase();
  const group = subject.config.upstreams.find(
    (it) => it.family === family && it.name.toLowerCase() === wanted,
  );
  if (!group) return undefined;
  const isOwn = subject.places.includes(group.opener);
  return paragraphs(
    groupSection(group, subject.linkTo),
    isOwn ? groupUsers(group, subject) : undefined,
  );
}

const KINDS: Readonly<Record<SymbolKind, string>> = {
  upstream: "Upstream group",
  "named location": "Named location",
  variable: "Variable",
  zone: "Shared memory zone",
  cache: "Cache",
  "log format": "Log format",
  "match block": "Match block",
  provider: "OpenID Connect provider",
  issuer: "ACME issuer",
};

function definitionText({ kind, name, places }: NamedSymbol, subject: Subject): string | undefined {
  const { linkTo } = subject;
  const definitions = places.filter(isDefinition).map((it) => it.mention.located);
  const uses = places.filter((it) => !isDefinition(it)).map((it) => it.mention.located);
  if (definitions.length === 0) return undefined;
  const lines = definitions.map((it) => {
    const words = [it.directive.name, ...it.directive.args].map((word) => word.raw).join(" ");
    return `${code(shorten(words, 400))} in ${placeLink(it, linkTo)}`;
  });
  const used = uses.map((it) => placeLink(it, linkTo));
  return paragraphs(
    `**${KINDS[kind]}** ${code(kind === "named location" ? `@${name}` : name)}`,
    bullets(bounded(lines, MOST)),
    uses.length === 0
      ? "Nothing in sight uses it."
      : `Used in ${counted(uses.length, "place")}: ${bounded(used, MOST).join(", ")}`,
  );
}
