/** Where a file stands that is judged as the root of a configuration. */
import type { Place } from "../knowledge/directives.ts";
import { inferPlace } from "./fragment.ts";
import type { SourceFile } from "./source-file.ts";

export interface RootPlace {
  readonly place: Place;
  /** True if nothing says so but the directives themselves: another place may be meant. */
  readonly inferred: boolean;
}

const MAIN_BLOCKS: ReadonlySet<string> = new Set(["http", "stream", "mail", "events"]);

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

/** The place that a name such as `server` or `stream/server` means. */
export function placeNamed(name: string): Place | undefined {
  return NAMES.get(name.replace("-", "/"));
}

/** True if the file is a main file: it opens one of nginx's top-level sections. */
export function isMainFile(file: SourceFile): boolean {
  return file.tree.directives.some((it) => it.block && MAIN_BLOCKS.has(it.name.text));
}

/** The place that was told, else the one that a comment names, else the one that the directives fit. */
export function rootPlace(file: SourceFile, told: Place | undefined): RootPlace {
  const place = told ?? placeInComment(file);
  if (place) return { place, inferred: false };
  if (isMainFile(file)) return { place: "main", inferred: false };
  return { place: inferPlace(file.tree.directives), inferred: true };
}

const COMMENT = /^#\s*nginx-tls:\s*context=([\w/-]+)\s*$/;

/** What `# nginx-tls: context=server`, above the first directive, says. */
function placeInComment(file: SourceFile): Place | undefined {
  const limit = file.tree.directives[0]?.span.start ?? file.text.length;
  for (const { start, end } of file.tree.comments) {
    if (start > limit) return undefined;
    const name = COMMENT.exec(file.text.slice(start, end))?.[1];
    if (name !== undefined) return placeNamed(name);
  }
  return undefined;
}
