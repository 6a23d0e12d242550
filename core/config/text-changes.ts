/** Where the texts of a configuration changed, and beside what. */
import { changeBetween, type TextChange } from "../syntax/text-change.ts";
import { lineAround, type Span } from "../text.ts";
import type { Config } from "./config.ts";
import type { Scope } from "./scope.ts";

/** By path. */
export function textChanges(before: Config, now: Config): ReadonlyMap<string, TextChange> {
  const found = new Map<string, TextChange>();
  for (const [path, file] of now.files) {
    const earlier = before.files.get(path);
    if (!earlier || earlier === file || earlier.text === file.text) continue;
    found.set(path, changeBetween(earlier.text, file.text));
  }
  return found;
}

/** Where something begins or ends that stands directly in the trunk. */
export interface Edge extends Span {
  readonly path: string;
  readonly part: Scope | undefined;
}

/** What has the change in it or beside it, up to the ends of these lines. */
export function touchedEdges(
  edges: readonly Edge[],
  change: TextChange,
  text: string,
): readonly Edge[] {
  let left = 0;
  let right = text.length;
  for (const { start, end } of edges) {
    if (end < change.start) left = Math.max(left, end);
    if (start > change.newEnd) right = Math.min(right, start);
  }
  const from = lineAround(text, left).start;
  const to = lineAround(text, right).end;
  return edges.filter((it) => it.start <= to && it.end >= from);
}
