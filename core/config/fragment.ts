/** Where a file that nobody includes would stand: the place that all its directives fit. */
import { lookUp, type Place } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import { placeInside } from "./scope.ts";

/** From the likeliest to the least; the first of the best-fitting places wins. */
const CANDIDATES: readonly Place[] = [
  "http/server",
  "http",
  "http/location",
  "stream/server",
  "stream",
  "http/upstream",
  "stream/upstream",
  "mail/server",
  "mail",
  "events",
  "main",
];

/** Directives that say the place at once, wherever else they are allowed. */
const TELLING: readonly (readonly [ReadonlySet<string>, Place])[] = [
  [new Set(["server_name", "location", "error_page", "try_files"]), "http/server"],
];

/**
 * The place where most of the top-level directives are allowed, looking also at what their blocks
 * hold: `server { location … }` is HTTP, `server { proxy_ssl on; }` is stream.
 */
export function inferPlace(directives: readonly Directive[]): Place {
  for (const [names, place] of TELLING) {
    if (directives.some((it) => names.has(it.name.text)) && fits(directives, place) > 0) {
      return place;
    }
  }
  let best: Place = "http";
  let bestScore = 0;
  for (const place of CANDIDATES) {
    const score = fits(directives, place);
    if (score > bestScore) {
      best = place;
      bestScore = score;
    }
  }
  return best;
}

/** Directives allowed in `place` minus those that are not; unknown names do not count. */
function fits(directives: readonly Directive[], place: Place): number {
  let score = 0;
  for (const directive of directives) {
    const rows = lookUp(directive.name.text);
    if (rows.length === 0 || directive.name.text === "include") continue;
    const { block, code } = directive;
    const isBlock = block !== undefined || code !== undefined;
    const allowed = rows.some((row) => row.places.includes(place) && row.block === isBlock);
    score += allowed ? 1 : -1;
    if (!allowed || !block) continue;
    const inner = placeInside(place, directive.name.text);
    if (inner !== "other") score += fits(block.directives, inner);
  }
  return score;
}
