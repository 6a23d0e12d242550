/** Entries of the blocks that hold values instead of directives: `map`, `geo`, `split_clients`, `types`. */
import { MIME_TYPES } from "../../knowledge/mime-types.ts";
import { typeItem } from "./http-values.ts";
import { type CompletionItem, RANK } from "./item.ts";
import type { Site } from "./site.ts";
import type { Spot } from "./surroundings.ts";
import { mapKeys } from "./variable-words.ts";

type Words = readonly (readonly [text: string, meaning: string])[];

const INCLUDE = ["include", "entries of another file"] as const;

const ENTRIES: Readonly<Record<string, Words>> = {
  map: [
    ["default", "where nothing else matches"],
    ["hostnames", "keys may be names with a wildcard"],
    ["volatile", "is not cached"],
    ["~", "regular expression"],
    ["~*", "regular expression, in any case"],
    INCLUDE,
  ],
  geo: [
    ["default", "where nothing else matches"],
    ["delete", "takes a network out"],
    ["proxy", "a trusted proxy"],
    ["proxy_recursive", "searches the forwarded addresses"],
    ["ranges", "keys are ranges of addresses"],
    ["127.0.0.1/32", "this machine"],
    ["10.0.0.0/8", "private"],
    ["172.16.0.0/12", "private"],
    ["192.168.0.0/16", "private"],
    INCLUDE,
  ],
  split_clients: [
    ["*", "all others"],
    ["50%", "half of them"],
    ["10%", "a tenth"],
    ["0.5%", "one in two hundred"],
  ],
  charset_map: [],
  types: [INCLUDE],
};

/** Words that end an entry by themselves. */
const ALONE: ReadonlySet<string> = new Set(["hostnames", "volatile", "proxy_recursive", "ranges"]);

export function isEntryBlock({ place, block }: Spot): boolean {
  return place === "other" && block in ENTRIES;
}

/** What an entry may begin with. */
export function entryItems(site: Site, spot: Spot): readonly CompletionItem[] {
  const { block, scope } = spot;
  const taken = new Set(
    scope.entries
      .filter((it) => it.directive.span.start !== site.start)
      .map((it) => it.directive.name.text),
  );
  const words = (ENTRIES[block] ?? []).filter(
    ([text]) => text === "include" || text === "delete" || text === "proxy" || !taken.has(text),
  );
  const items = words.map(([text, meaning]) => wordItem(text, meaning, site));
  if (block === "map") {
    const keys = mapKeys(spot).filter((it) => !taken.has(it.label === '""' ? "" : it.label));
    return [...items, ...keys];
  }
  if (block !== "types") return items;
  const types = MIME_TYPES.filter((it) => !taken.has(it.name)).map(({ name, extensions }) => ({
    ...typeItem(name, extensions),
    insert: site.endsLine ? `${name} ${extensions.join(" ")};` : name,
    phrase: true,
  }));
  return [...items, ...types];
}

function wordItem(label: string, detail: string, { endsLine }: Site): CompletionItem {
  const insert = ALONE.has(label) && endsLine ? `${label};` : label;
  return { label, kind: "value", insert, phrase: true, rank: RANK.usual, detail };
}

/** Extensions for a media type; other entries have values that nobody knows. */
export function extensionItems(name: string, args: readonly string[]): readonly CompletionItem[] {
  const known = MIME_TYPES.find((it) => it.name === name)?.extensions ?? [];
  return known
    .filter((it) => !args.includes(it))
    .map((label) => ({ label, kind: "value", insert: label, rank: RANK.usual }));
}
