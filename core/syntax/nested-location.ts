import type { Word } from "./tree.ts";

/** What nginx says of a location directly inside another one; undefined if it may accept it. */
export function nestedLocationComplaint(
  child: readonly Word[],
  outer: readonly Word[],
): string | undefined {
  const inner = locationOf(child);
  const around = locationOf(outer);
  if (!inner || !around) return undefined;
  if (around.modifier === "=") {
    return `location "${inner.path}" cannot be inside the exact location "${around.path}"`;
  }
  if (around.modifier.startsWith("~") || inner.modifier.startsWith("~")) return undefined;
  if (inner.path.startsWith(around.path)) return undefined;
  return `location "${inner.path}" is outside location "${around.path}"`;
}

/** Only the forms where modifier and path are words of their own, or there is only a path. */
function locationOf(args: readonly Word[]): { modifier: string; path: string } | undefined {
  const [first, second] = args;
  if (args.length === 1 && first?.text.startsWith("/")) return { modifier: "", path: first.text };
  if (args.length !== 2 || !first || !second) return undefined;
  if (!["=", "^~", "~", "~*"].includes(first.text)) return undefined;
  return { modifier: first.text, path: second.text };
}
