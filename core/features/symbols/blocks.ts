/** What a kind of block tells about the names in it. */
import type { BlockKind } from "../../config/block-kind.ts";
import { familyOfPlace } from "../../config/definitions.ts";
import type { VariableFamily } from "../../knowledge/variables.ts";

/** The family whose variables and upstreams count in a block, blocks of entries included. */
export function familyIn(kind: BlockKind): VariableFamily | undefined {
  for (let at: BlockKind | undefined = kind; at; at = at.parent) {
    const family = familyOfPlace(at.place);
    if (family) return family;
  }
  return undefined;
}

/** Likewise, for names that mail servers have too. */
export function areaOf(kind: BlockKind): string {
  let area: string = kind.place;
  for (let at: BlockKind | undefined = kind; at && area === "other"; at = at.parent) {
    area = at.place;
  }
  return area.replace(/\/.*/, "");
}

/** True inside a block whose lines are entries of a table, not directives. */
export function holdsEntries({ name, place }: BlockKind): boolean {
  return place === "other" && ENTRY_BLOCKS.has(name);
}

const ENTRY_BLOCKS: ReadonlySet<string> = new Set([
  "map",
  "num_map",
  "geo",
  "split_clients",
  "types",
  "charset_map",
]);
