/** The blocks of the configurations that the cursor is in, and the places that they are. */
import type { Config } from "../../config/config.ts";
import { baseName } from "../../config/paths.ts";
import { possiblePlaces } from "../../config/possible-places.ts";
import type { Scope } from "../../config/scope.ts";
import type { Place } from "../../knowledge/directives.ts";
import type { VariableFamily } from "../../knowledge/variables.ts";
import { scopesAt } from "../cursor.ts";
import type { Site } from "./site.ts";

/** One block that the cursor is in. */
export interface Spot {
  readonly config: Config;
  readonly scope: Scope;
  readonly place: Place;
  /** Name of the block's directive; empty at the top level. */
  readonly block: string;
  /** False for a place that a fragment may have, but likely has not. */
  readonly likely: boolean;
}

/** One for each time the file is included, and each place that a fragment may have; the likeliest first. */
export function spotsAt(configs: readonly Config[], site: Site): readonly Spot[] {
  const cursor = {
    file: site.file,
    offset: site.offset,
    blocks: site.blocks,
    directive: undefined,
    word: undefined,
    index: undefined,
    inComment: false,
  };
  const spots = configs.flatMap((config) =>
    scopesAt(config, cursor).flatMap((scope) => spotsOf(config, scope)),
  );
  const seen = new Set<string>();
  return spots.filter((it) => {
    const key = `${it.place} ${it.block} ${it.scope.index} ${configs.indexOf(it.config)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function spotsOf(config: Config, scope: Scope): readonly Spot[] {
  const block = scope.kind.name;
  const sure: Spot = { config, scope, place: scope.place, block, likely: true };
  if (!config.placeIsInferred) return [sure];
  const others = possiblePlaces(config.root).get(scope) ?? [];
  const isBeginning = scope === config.root && others.includes("main") && isNamedMain(config);
  const first: Spot = isBeginning ? { ...sure, place: "main" } : sure;
  return [
    first,
    ...others
      .filter((it) => it !== first.place)
      .map((place) => ({ ...sure, place, likely: false })),
  ];
}

/** A main file that is being begun has nothing in it but its name that says so. */
function isNamedMain({ rootFile }: Config): boolean {
  return baseName(rootFile.path) === "nginx.conf";
}

/** The family whose variables there are in a block; a `map`'s is that of the block around it. */
export function variableFamily({ place, scope }: Spot): VariableFamily | undefined {
  const at = place === "other" ? (scope.parent?.place ?? place) : place;
  if (at === "http" || at.startsWith("http/")) return "http";
  return at === "stream" || at.startsWith("stream/") ? "stream" : undefined;
}
