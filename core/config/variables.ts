/** The values a variable can take, where the configuration tells. */
import type { Directive } from "../syntax/tree.ts";
import type { Scope } from "./scope.ts";

/** Blocks that give a variable its values: an entry is a case and a value. */
const TABLES = ["map", "geo", "split_clients"] as const;

/** Entries of `geo` that give no value. */
const NO_CASES: ReadonlySet<string> = new Set(["include", "delete", "proxy"]);

/**
 * Every value that `set`, `map`, `geo` and `split_clients` give a variable; undefined if something else defines it (a
 * request, a script, a pattern's capture), so that its values can't be known.
 */
export function possibleValues(name: string, root: Scope): readonly string[] | undefined {
  const values: string[] = [];
  for (const scope of root.inward()) {
    for (const { directive } of scope.named("set")) {
      if (directive.args[0]?.text === `$${name}`) values.push(directive.args[1]?.text ?? "");
    }
    for (const { directive, block } of TABLES.flatMap((it) => scope.named(it))) {
      // `geo` takes the address to look up before the variable, or leaves it out.
      const at = directive.name.text === "geo" ? directive.args.length - 1 : 1;
      if (directive.args[at]?.text !== `$${name}`) continue;
      values.push(...(block?.entries ?? []).flatMap((it) => valueIn(it.directive) ?? []));
    }
  }
  return values.length > 0 ? values : undefined;
}

function valueIn(entry: Directive): string | undefined {
  return NO_CASES.has(entry.name.text) ? undefined : entry.args[0]?.text;
}
