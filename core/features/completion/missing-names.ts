/** Names that are used and defined nowhere: what is likely meant where a name is being defined. */
import type { BlockKind } from "../../config/block-kind.ts";
import type { Scope } from "../../config/scope.ts";
import type { Draft } from "../symbols/draft.ts";
import { nameDrafts } from "../symbols/names.ts";
import { type Mention, symbolsOf } from "../symbols/table.ts";
import { upstreamDrafts } from "../symbols/upstreams.ts";
import { type CompletionItem, RANK } from "./item.ts";
import type { Spot } from "./surroundings.ts";
import type { Source, ValueSite } from "./value-site.ts";
import { placeOf } from "./variable-values.ts";

export const missingNames: Source = (at) => {
  const { kind } = at.spots[0].scope;
  const wanted = definitionAt(at, kind);
  if (!wanted) return undefined;
  const items = new Map<string, CompletionItem>();
  for (const spot of at.spots) {
    for (const mention of missingIn(spot, wanted)) {
      const label = (wanted.kind === "named location" ? "@" : "") + mention.draft.name;
      if (!items.has(label)) items.set(label, missingItem(label, mention));
    }
  }
  const from = wanted.kind === "named location" ? 0 : wanted.start;
  return items.size === 0 ? undefined : { items: [...items.values()], from };
};

/** What would be defined if a name were written there. */
function definitionAt({ name, args, typed }: ValueSite, kind: BlockKind): Draft | undefined {
  const key = /^\w+[=:]/.exec(typed)?.[0] ?? "";
  for (const text of key === "" ? ["x", "@x"] : [`${key}x:1m`]) {
    const words = [...args, text];
    const statement = { name, args: words, terminated: true, isBlock: true, isCode: false };
    const drafts = [...nameDrafts(statement, kind), ...upstreamDrafts(statement, kind)];
    const found = drafts.find((it) => it.role === "definition" && it.argument === args.length);
    if (found) return found;
  }
  return undefined;
}

function missingIn({ config, scope }: Spot, { kind, domain }: Draft): readonly Mention[] {
  const { byKey, hosts } = symbolsOf(config);
  const lists = [...(kind === "upstream" ? hosts : byKey).values()];
  return lists.flatMap((mentions) => {
    const [first] = mentions;
    if (first?.draft.kind !== kind || first.draft.domain !== domain) return [];
    if (mentions.some((it) => it.role === "definition") || !mayBeMissing(first.draft)) return [];
    const isNear = kind !== "named location" || isOfServer(first, scope);
    return isNear ? [first] : [];
  });
}

/** Not a host that DNS knows, and not what nginx has of itself. */
function mayBeMissing({ kind, name }: Draft): boolean {
  if (kind === "upstream") return /^[a-z_][\w-]*$/i.test(name) && name !== "localhost";
  return kind !== "log format" || name !== "combined";
}

function isOfServer({ located }: Mention, scope: Scope): boolean {
  const serverOf = (inner: Scope) => [...inner.outward()].find((it) => it.place === "http/server");
  return serverOf(located.scope) === serverOf(scope);
}

function missingItem(label: string, { located }: Mention): CompletionItem {
  const detail = `${placeOf(located)}, not defined yet`;
  return { label, kind: "reference", insert: label, rank: RANK.named, detail };
}
