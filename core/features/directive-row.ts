/** Which of the tables' rows a directive means, and what its arguments are. */
import type { Located, Scope } from "../config/scope.ts";
import { type DirectiveRow, lookUp } from "../knowledge/directives.ts";

/** The row that counts where the directive stands; where it may not stand, the likeliest. */
export function rowOf({ directive, scope }: Located): DirectiveRow | undefined {
  return rowAt(directive.name.text, scope);
}

/** The same of a directive that is only being written. */
export function rowAt(name: string, scope: Scope): DirectiveRow | undefined {
  const rows = lookUp(name);
  const outer = scope.opener?.directive.name.text ?? "";
  const here = rows.filter(
    (it) => it.places.includes(scope.place) && (it.parents?.includes(outer) ?? true),
  );
  const family = scope.place.replace(/\/.*/, "");
  return (
    here[0] ??
    rows.find((it) => it.places.includes(scope.place)) ??
    rows.find((it) => it.places.some((place) => place.startsWith(family))) ??
    rows[0]
  );
}

/** What stands for the arguments of a directive without documented syntax. */
export function argumentsOf({ values, min, max, slot }: DirectiveRow): string {
  if (slot === "flag") return "on | off";
  if (values && max === 1) return values.join(" | ");
  const needed = Array.from({ length: Math.min(min, MOST_ARGUMENTS) }, () => "<value>");
  const more = max === null || max > min ? ["[<value> …]"] : [];
  return [...needed, ...more].join(" ");
}

const MOST_ARGUMENTS = 4;
