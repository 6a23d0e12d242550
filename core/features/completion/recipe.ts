/** What a TLS building block is. */
import type { Site } from "./site.ts";
import type { Spot } from "./surroundings.ts";

/** A line of a building block: text as it is, or a place that the user fills. */
export type Piece = string | { readonly fill: string };
export type Line = readonly Piece[];

export interface Recipe {
  readonly label: string;
  /** What it is found by, beside its label. */
  readonly words: string;
  readonly explanation: string;
  /** Tabs stand for steps of indentation. */
  readonly lines: readonly Line[];
}

export type RecipeSource = (spot: Spot, site: Site) => Recipe | undefined;
