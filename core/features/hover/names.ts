/** What the name under the cursor stands for: an upstream group, a zone, a named location, a log format. */
import { counted, type Span } from "../../text.ts";
import { bounded, bullets, code, paragraphs, placeLink } from "../markdown.ts";
import { shorten } from "../posture/row.ts";
import type { SymbolKind } from "../symbols/draft.ts";
import { isDefinition, type NamedSymbol, symbolAt } from "../symbols/symbol.ts";
import { fullSpan } from "../symbols/table.ts";
import { groupSection, groupUsers } from "./connections.ts";
import type { Subject } from "./request.ts";

export interface NameMeaning {
  readonly kind: SymbolKind;
  readonly text: string;
  readonly span: Span;
  /** True if the cursor is at the key before the name: `zone=name`. */
  readonly byKey: boolean;
}

/** Undefined where there is no name, or nothing to say of it. */
export function nameMeaning(subject: Subject): NameMeaning | undefined {
  const symbol = symbolAt(subject.configs, subject.cursor);
  if (!symbol) return undefined;
  const text =
    symbol.kind === "upstream" ? upstreamText(symbol, subject) : definitionText(symbol, subject);
  const { start, end } = fullSpan(symbol.at.mention);
  const byKey = subject.cursor.offset < start;
  const span = { start: byKey ? subject.word.span.start : start, end };
  return text === undefined ? undefined : { kind: symbol.kind, text, span, byKey };
}

const MOST = 8;

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
