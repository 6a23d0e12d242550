/** What error recovery may conclude from a directive's name. Each answer holds for every known row of it. */
import { DIRECTIVE_BODIES } from "../syntax/judge.ts";
import type { Vocabulary } from "../syntax/tree.ts";
import { type DirectiveRow, isThirdPartyName, lookUp } from "./directives.ts";

export const VOCABULARY: Vocabulary = {
  isDirective(name) {
    return lookUp(name).length > 0 || isThirdPartyName(name);
  },

  isBlock(name) {
    const rows = lookUp(name);
    const blocks = rows.filter((it) => it.block).length;
    if (rows.length === 0 || (blocks > 0 && blocks < rows.length)) return undefined;
    return blocks > 0;
  },

  rejectsCount(name, count) {
    const rows = lookUp(name);
    return rows.length > 0 && rows.every((it) => !acceptsCount(it, count));
  },

  rejectsParent(child, parent) {
    const rows = lookUp(child);
    return (
      DIRECTIVE_BODIES.has(parent) &&
      rows.length > 0 &&
      rows.every((it) => it.parents !== undefined && !it.parents.includes(parent))
    );
  },
};

/**
 * True if nginx takes so many arguments for the row; it counts them before it looks at any. A limited row
 * never takes more than seven: nginx has no larger count (`NGX_CONF_MAX_ARGS`).
 */
export function acceptsCount(row: DirectiveRow, count: number): boolean {
  if (row.counts) return row.counts.includes(count);
  return count >= row.min && (row.max === null || count <= row.max);
}
