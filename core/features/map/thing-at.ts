/** From the text to the map. */
import type { MapPlace, TlsMap } from "./model.ts";

/**
 * The id of what is drawn for a place of a file: of what is written there, else of the last thing before it, which
 * mostly is the block that it stands in. `offset`: UTF-16.
 */
export function thingAt(map: TlsMap, file: string, offset: number): string | undefined {
  let best: { readonly id: string; readonly start: number } | undefined;
  const consider = (id: string, place: MapPlace | undefined) => {
    if (!place || place.file !== file || place.span.start > offset) return;
    if (!best || place.span.start >= best.start) best = { id, start: place.span.start };
  };
  for (const { listeners, servers, upstreams } of map.sections) {
    for (const it of [...listeners, ...upstreams]) consider(it.id, it.place);
    for (const { id, place, alike, routes } of servers) {
      consider(id, place);
      for (const it of alike) consider(id, it.place);
      for (const route of routes) {
        for (const it of route.members) consider(route.id, it.place);
      }
    }
    for (const { id, members } of upstreams) for (const it of members) consider(id, it.place);
  }
  return best?.id;
}
