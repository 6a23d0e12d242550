/** The values a variable can take, where the configuration tells. */
import type { Scope } from "./scope.ts";

/**
 * Every value that `set` and `map` give a variable; undefined if something else defines it (a request,
 * a script, a pattern's capture), so that its values can't be known.
 */
export function possibleValues(name: string, root: Scope): readonly string[] | undefined {
  const values: string[] = [];
  for (const scope of root.inward()) {
    for (const { directive } of scope.named("set")) {
      if (directive.args[0]?.text === `$${name}`) values.push(directive.args[1]?.text ?? "");
    }
    for (const { directive, block } of scope.named("map")) {
      if (directive.args[1]?.text !== `$${name}`) continue;
      for (const { directive: entry } of block?.entries ?? []) {
        const value = entry.args[0]?.text;
        if (value !== undefined && entry.name.text !== "include") values.push(value);
      }
    }
  }
  return values.length > 0 ? values : undefined;
}
