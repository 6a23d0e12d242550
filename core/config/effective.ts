/** nginx's inheritance: which value of a directive counts in a block, and where it comes from. */
import type { Located, Scope } from "./scope.ts";

/**
 * The value in force, as nginx merges it: the nearest block that has the directive, all its occurrences
 * there (an array or set is inherited whole, or not at all).
 */
export interface Effective {
  /** Never empty; more than one for repeatable directives. */
  readonly directives: readonly [Located, ...Located[]];
  /** The block they stand in. */
  readonly scope: Scope;
}

export function effective(name: string, scope: Scope): Effective | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const [first, ...rest] = at.named(name);
    if (first) return { directives: [first, ...rest], scope: at };
  }
  return undefined;
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
  for (const at of scope.outward()) {
    unread ||= at.hasUnreadInclude;
    outermost = at;
  }
  if (outermost.place !== "main") return "fragment";
  return unread ? "unread-include" : "certain";
}
