/** Where each thing of the map is written. */
import type { MapPlace, TlsMap } from "./model.ts";

/** By the ids that the drawn things carry; servers of a group have those of their group with a number. */
export function placesOfMap({ sections }: TlsMap): ReadonlyMap<string, MapPlace> {
  const found = new Map<string, MapPlace>();
  const add = (id: string, place: MapPlace | undefined) => {
    if (place) found.set(id, place);
  };
  for (const { listeners, servers, upstreams } of sections) {
    for (const it of [...listeners, ...servers, ...upstreams]) add(it.id, it.place);
    for (const it of servers.flatMap((server) => server.routes)) add(it.id, it.place);
    for (const { id, members } of upstreams) {
      for (const [index, it] of members.entries()) add(`${id}/${index}`, it.place);
    }
  }
  return found;
}
