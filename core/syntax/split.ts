/**
 * The seams of a merged statement. Without its `;` a directive takes the next one's words as arguments;
 * nginx notices at the next terminator, if at all. A statement is taken apart only if nginx surely
 * refuses it whole, so a valid directive over several lines stays one.
 */
import type { Body, Judge, Terminator } from "./judge.ts";
import { columnOf } from "./layout.ts";
import type { Word } from "./tree.ts";

/** nginx takes no more words than this where their number is limited (`NGX_CONF_MAX_ARGS`). */
const MAX_WORDS = 8;

/** Words up to one terminator, in a block. */
interface MergedStatement {
  readonly text: string;
  readonly words: readonly Word[];
  readonly terminator: Terminator;
  readonly parent: { readonly name: string; readonly body: Body };
}

/** Indexes of the words, after the first, that begin a directive of their own. */
export function seams(merged: MergedStatement, judge: Judge): number[] {
  const { words, terminator, parent } = merged;
  const found: number[] = [];
  let from = 0;
  while (judge.refuses(words, from, terminator, parent)) {
    const next = nextSeam(merged, from, judge);
    if (next === undefined) break;
    found.push(next);
    from = next;
  }
  return found;
}

/** The first place to cut where what comes before has a number of arguments that nginx accepts. */
function nextSeam(
  { text, words, terminator, parent }: MergedStatement,
  from: number,
  judge: Judge,
): number | undefined {
  const name = words[from];
  if (!name) return undefined;
  const isBlock = parent.body === "directives" && judge.isBlock(name.text, parent.name, 0) === true;
  const anyName = parent.body === "entries" || (isBlock && judge.takesEntries(name.text));
  const nameColumn = columnOf(text, name.span.start);
  let first: number | undefined;
  for (let at = from + 1; at < words.length; at++) {
    if (first !== undefined && at - from > MAX_WORDS) break;
    const word = words[at];
    if (!word || (!anyName && (word.quote !== "" || !judge.isDirective(word.text)))) continue;
    const column = columnOf(text, word.span.start);
    if (column < 0) continue;
    const isDeeper = nameColumn >= 0 && column > nameColumn;
    const opensBlock = terminator === "{" && judge.isBlock(word.text, parent.name, 0) === true;
    if (isDeeper && !isBlock && !opensBlock) continue;
    if (!judge.rejectsCount(name.text, at - from - 1)) return at;
    first ??= at;
  }
  return first;
}
