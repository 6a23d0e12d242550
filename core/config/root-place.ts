/** Where a file stands that is judged as the root of a configuration. */
import type { Place } from "../knowledge/directives.ts";
import { readComments } from "./comment-settings.ts";
import { inferPlace } from "./fragment.ts";
import type { SourceFile } from "./source-file.ts";

export interface RootPlace {
  readonly place: Place;
  /** True if nothing says so but the directives themselves: another place may be meant. */
  readonly inferred: boolean;
}

const MAIN_BLOCKS: ReadonlySet<string> = new Set(["http", "stream", "mail", "events"]);

/** True if the file is a main file: it opens one of nginx's top-level sections. */
export function isMainFile(file: SourceFile): boolean {
  return file.tree.directives.some((it) => it.block && MAIN_BLOCKS.has(it.name.text));
}

/** The place that was told, else the one that a comment names, else the one that the directives fit. */
export function rootPlace(file: SourceFile, told: Place | undefined): RootPlace {
  const place = told ?? readComments(file).place;
  if (place) return { place, inferred: false };
  if (isMainFile(file)) return { place: "main", inferred: false };
  return { place: inferPlace(file.tree.directives), inferred: true };
}
