/** Where a hop to a variable may lead: the values that the configuration gives it. */
import type { Config } from "../../config/config.ts";
import type { ListenFamily } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import type { Member } from "./model.ts";
import { placeOf } from "./names.ts";

/** The argument of a block that names its variable; negative: from the end. */
const BLOCKS: Readonly<Record<string, number>> = { map: 1, geo: -1, split_clients: 1 };

/** What stands in such blocks beside entries. */
const NOT_VALUES: ReadonlySet<string> = new Set(["include", "proxy", "delete"]);

/** In order, each once; none if something else decides, such as a request. `target`: `$name` or `${name}`. */
export function valuesOf(target: string, config: Config, family: ListenFamily): readonly Member[] {
  const [, braced, bare = braced] = /^\$(?:\{(\w+)\}|(\w+))/.exec(target) ?? [];
  if (bare === undefined) return [];
  const isMeant = (it: Located, at: number) =>
    it.scope.isIn(family) &&
    it.directive.args.at(at)?.text.toLowerCase() === `$${bare}`.toLowerCase();
  const found = new Map<string, Member>();
  const add = (located: Located, value: string | undefined) => {
    if (value === undefined || value === "" || found.has(value)) return;
    found.set(value, { label: value, place: placeOf(located) });
  };
  for (const [name, at] of Object.entries(BLOCKS)) {
    for (const it of config.root.everywhere(name)) {
      for (const entry of isMeant(it, at) ? (it.block?.entries ?? []) : []) {
        if (!NOT_VALUES.has(entry.directive.name.text)) add(entry, entry.directive.args[0]?.text);
      }
    }
  }
  for (const it of config.root.everywhere("set")) {
    if (isMeant(it, 0)) add(it, it.directive.args[1]?.text);
  }
  return [...found.values()];
}
