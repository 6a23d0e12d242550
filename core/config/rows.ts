/** Which entry of nginx's directive tables a directive is read by. */
import { type DirectiveRow, isOwn, lookUp } from "../knowledge/directives.ts";
import { acceptsCount } from "../knowledge/vocabulary.ts";
import type { BlockKind } from "./block-kind.ts";
import { remembered } from "./memory.ts";
import type { Located } from "./scope.ts";
import type { Statement } from "./statement.ts";

/**
 * nginx's own rows that may read the directive where it stands: one, or several in a fragment whose place
 * is a guess. Empty if another module may read it, or if nginx refuses it before it looks at its values:
 * for its place, its block or the number of its arguments.
 */
export const readingRows: (located: Located) => readonly DirectiveRow[] = remembered(rowsFor);

/** The same, for what is itself remembered. */
export function rowsFor(statement: Statement, kind: BlockKind): readonly DirectiveRow[] {
  const { name, args, terminated, isBlock } = statement;
  if (kind.place === "other" || !terminated) return [];
  const rows = lookUp(name).filter((it) => it.block === isBlock);
  const here = rows.filter((it) => it.places.includes(kind.place));
  if (here.some((it) => !isOwn(it))) return [];
  const own = kind.placeIsInferred ? rows.filter((it) => isOwn(it) && fitsParent(it, kind)) : here;
  return own.every((it) => acceptsCount(it, args.length)) ? own : [];
}

/** In a guessed place, what is certain is the name of the block around the directive, if it is seen. */
function fitsParent({ parents }: DirectiveRow, { name, parent }: BlockKind): boolean {
  return parent === undefined || parents === undefined || parents.includes(name);
}
