/** All places that the blocks of a fragment may be, where nothing says which. */
import { PLACES } from "../knowledge/directive-rows.ts";
import { lookUp, type Place } from "../knowledge/directives.ts";
import { placeInside, type Scope } from "./scope.ts";

/** For each block of a fragment: the places it is, for each place the fragment may stand in. */
export function possiblePlaces(root: Scope): ReadonlyMap<Scope, readonly Place[]> {
  const fitting = PLACES.filter((place) =>
    root.entries.every((it) => mayStandIn(it.directive.name.text, place)),
  );
  const found = new Map<Scope, readonly Place[]>([[root, fitting.length > 0 ? fitting : PLACES]]);
  for (const scope of root.inward()) {
    const opener = scope.opener;
    if (!opener || !scope.parent) continue;
    const inside = (found.get(scope.parent) ?? [])
      .map((it) => placeInside(it, opener.directive.name.text))
      .filter((it) => it !== "other");
    found.set(scope, [...new Set(inside)]);
  }
  return found;
}

/** Unknown names may stand anywhere. */
function mayStandIn(name: string, place: Place): boolean {
  const rows = lookUp(name);
  return rows.length === 0 || rows.some((it) => it.places.includes(place));
}
