/** The names of places. */
import type { Place } from "../knowledge/directives.ts";

/** Names that people give to places, and their own. */
const NAMES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ["main", "main"],
  ["events", "events"],
  ["http", "http"],
  ["server", "http/server"],
  ["location", "http/location"],
  ["upstream", "http/upstream"],
  ["limit_except", "http/location/limit_except"],
  ["if", "http/location/if"],
  ["stream", "stream"],
  ["mail", "mail"],
  ["http/server", "http/server"],
  ["http/location", "http/location"],
  ["http/location/if", "http/location/if"],
  ["http/server/if", "http/server/if"],
  ["http/location/limit_except", "http/location/limit_except"],
  ["http/upstream", "http/upstream"],
  ["stream/server", "stream/server"],
  ["stream/upstream", "stream/upstream"],
  ["mail/server", "mail/server"],
]);

/** The place that a name such as `server`, `stream/server` or `http,server,location` means. */
export function placeNamed(name: string): Place | undefined {
  const short = name
    .replaceAll(/[,-]/g, "/")
    .replace(/^main\/(?=.)/, "")
    .replace(/^(http\/)?server\/location\b/, "http/location")
    .replace(/(\/location)+/, "/location");
  return NAMES.get(short);
}
