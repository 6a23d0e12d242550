/** Whether a change concerns those who looked at a configuration before. */
import type { Changes } from "./changes.ts";
import type { Sight } from "./sight.ts";

/** True if what was seen may look different now, whichever part was worked on. */
export function isOutdated(sight: Sight, changes: Changes): boolean {
  return (
    (sight.blocks && changes.blocks) ||
    (sight.entries && changes.names.size > 0) ||
    (sight.parts && changes.partNames.size > 0) ||
    (sight.allNames && changes.allNames) ||
    (sight.errors && changes.errors) ||
    overlap(sight.names, changes.names) ||
    overlap(sight.trunkNames, changes.partNames) ||
    overlap(sight.topics, changes.topics)
  );
}

function overlap<T>(seen: ReadonlySet<T>, changed: ReadonlySet<T>): boolean {
  for (const it of changed) if (seen.has(it)) return true;
  return false;
}
