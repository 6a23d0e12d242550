/** nginx's inheritance: which value of a directive counts in a block, and where it comes from. */
import type { Occurrences, Scope } from "./scope.ts";

export type Effective = Occurrences;

/**
 * The value in force, as nginx merges it: the nearest block that has the directive, all its occurrences
 * there (an array or set is inherited whole, or not at all).
 */
export function effective(name: string, scope: Scope): Occurrences | undefined {
  return scope.nearest(name);
}

/** What can be said of a setting that is nowhere to be seen. */
export type Absence =
  /** The whole configuration is known: it is not set. */
  | "certain"
  /** An include of this block or one around it can't be read: it may be set there. */
  | "unread-include"
  /** The file is a fragment: a block around it that we don't see may set it. */
  | "fragment";

export function absence(scope: Scope): Absence {
  let outermost = scope;
  let unread = false;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    unread ||= at.hasUnreadInclude;
    outermost = at;
  }
  if (outermost.place !== "main") return "fragment";
  return unread ? "unread-include" : "certain";
}
