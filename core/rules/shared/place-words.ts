/** Kinds of block in words. */
import type { Place } from "../../knowledge/directives.ts";

const WORDS: Readonly<Record<Place, string>> = {
  main: "the main level",
  events: '"events"',
  http: '"http"',
  "http/server": '"server"',
  "http/location": '"location"',
  "http/location/if": '"if" in "location"',
  "http/server/if": '"if" in "server"',
  "http/location/limit_except": '"limit_except"',
  "http/upstream": '"upstream"',
  stream: '"stream"',
  "stream/server": '"server" in "stream"',
  "stream/upstream": '"upstream" in "stream"',
  mail: '"mail"',
  "mail/server": '"server" in "mail"',
  other: "blocks of its module",
};

/** `"http", "server" and "location"`. */
export function placesInWords(places: readonly Place[]): string {
  const words = [...new Set(places)].map((it) => WORDS[it]);
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}
