import type { Place } from "../../knowledge/directives.ts";

/** A main file that includes `path` where its directives stand; undefined for a place that none is known for. */
export function mainFileAround(place: Place, path: string): string | undefined {
  const blocks = BLOCKS[place];
  if (!blocks) return undefined;
  const opening = blocks.map((it) => `${it} { `).join("");
  const closing = " }".repeat(blocks.length);
  const events = place === "events" ? "" : "events { }\n";
  return `${events}${opening}include "${path.replace(/["\\]/g, "\\$&")}";${closing}\n`;
}

const BLOCKS: Partial<Record<Place, readonly string[]>> = {
  events: ["events"],
  http: ["http"],
  "http/server": ["http", "server"],
  "http/location": ["http", "server", "location /"],
  "http/server/if": ["http", "server", "if ($host)"],
  "http/location/if": ["http", "server", "location /", "if ($host)"],
  "http/upstream": ["http", "upstream nginx_tls_wrapper"],
  stream: ["stream"],
  "stream/server": ["stream", "server"],
  "stream/upstream": ["stream", "upstream nginx_tls_wrapper"],
  mail: ["mail"],
  "mail/server": ["mail", "server"],
};
