/** Which entry of nginx's directive tables a directive is read by. */
import { type DirectiveRow, isOwn, lookUp } from "../knowledge/directives.ts";
import { acceptsCount } from "../knowledge/vocabulary.ts";
import type { Config } from "./config.ts";
import type { Located } from "./scope.ts";

/**
 * nginx's own rows that may read the directive where it stands: one, or several in a fragment whose place
 * is a guess. Empty if another module may read it, or if nginx refuses it before it looks at its values:
 * for its place, its block or the number of its arguments.
 */
export function readingRows(located: Located, config: Config): readonly DirectiveRow[] {
  const { directive, scope } = located;
  if (scope.place === "other" || !directive.terminated) return [];
  const isBlock = directive.block !== undefined;
  const rows = lookUp(directive.name.text).filter((it) => it.block === isBlock);
  const here = rows.filter((it) => it.places.includes(scope.place));
  if (here.some((it) => !isOwn(it))) return [];
  const own = config.placeIsInferred
    ? rows.filter((it) => isOwn(it) && fitsParent(it, located))
    : here;
  return own.every((it) => acceptsCount(it, directive.args.length)) ? own : [];
}

/** In a guessed place, what is certain is the name of the block around the directive, if it is seen. */
function fitsParent({ parents }: DirectiveRow, { scope }: Located): boolean {
  const opener = scope.opener?.directive.name.text;
  return opener === undefined || parents === undefined || parents.includes(opener);
}
