/**
 * Questions about directives that their words and the kind of block answer. Few directives concern a topic,
 * and a configuration lists them, so that nobody goes through all of them.
 */
import type { BlockKind } from "./block-kind.ts";
import type { Statement } from "./statement.ts";

/** Made once, when its module is loaded. */
export interface Topic {
  readonly index: number;
}

type Concerns = (statement: Statement, kind: BlockKind) => boolean;

const TOPICS: Concerns[] = [];

/** Whether `concerns` is true must not depend on anything but what it is given. */
export function topic(concerns: Concerns): Topic {
  TOPICS.push(concerns);
  return { index: TOPICS.length - 1 };
}

/** The indexes of the topics that a directive concerns. */
export function topicsFor(statement: Statement, kind: BlockKind): readonly number[] {
  const found = TOPICS.flatMap((it, index) => (isTrue(it, statement, kind) ? [index] : []));
  return found.length > 0 ? found : NONE;
}

const NONE: readonly number[] = [];

/** What can't be answered is left to those who ask: their errors are their own. */
function isTrue(concerns: Concerns, statement: Statement, kind: BlockKind): boolean {
  try {
    return concerns(statement, kind);
  } catch {
    return true;
  }
}
