/** An argument that is being typed, and what sources of values answer. */
import type { DirectiveRow } from "../../knowledge/directives.ts";
import type { Settings } from "../../settings.ts";
import type { CompletionItem } from "./item.ts";
import type { Site } from "./site.ts";
import type { Spot } from "./surroundings.ts";

export interface ValueSite {
  readonly site: Site;
  /** Never empty. */
  readonly spots: readonly [Spot, ...Spot[]];
  readonly settings: Settings;
  /** Name of the directive. */
  readonly name: string;
  /** The row of the tables that reads it here; undefined for an unknown directive. */
  readonly row: DirectiveRow | undefined;
  /** Complete arguments before the cursor. */
  readonly args: readonly string[];
  /** The argument at the cursor, as far as the cursor, without its quote. */
  readonly typed: string;
}

/** Items that replace the argument, or a part of it. */
export interface Offer {
  readonly items: readonly CompletionItem[];
  /** How much of what is typed stays; 0 for items that replace the argument. */
  readonly from: number;
  /** What ends the part behind the cursor; without it, the end of the argument does. */
  readonly until?: RegExp;
}

export type Source = (at: ValueSite) => Offer | undefined;

/** Items that replace the argument. */
export function whole(items: readonly CompletionItem[]): Offer | undefined {
  return items.length === 0 ? undefined : { items, from: 0 };
}

/** Where the element that is typed begins, in a list with separators. */
export function elementStart(typed: string, separators: RegExp): number {
  for (let at = typed.length; at > 0; at--) if (separators.test(typed[at - 1] ?? "")) return at;
  return 0;
}
