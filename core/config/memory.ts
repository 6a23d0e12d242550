/**
 * What is worked out from the words of a directive and the kind of block that it stands in holds for all
 * such directives, also after the next keystroke.
 */
import type { Directive } from "../syntax/tree.ts";
import type { BlockKind } from "./block-kind.ts";
import type { Located } from "./scope.ts";

/** A directive without its place in the text. */
export interface Statement {
  readonly name: string;
  readonly args: readonly string[];
  readonly terminated: boolean;
  /** True with a block of directives. */
  readonly isBlock: boolean;
  /** True with a block of code. */
  readonly isCode: boolean;
}

export function statementOf(directive: Directive): Statement {
  const { name, args, terminated, block, code } = directive;
  return {
    name: name.text,
    args: args.map((it) => it.text),
    terminated,
    isBlock: block !== undefined,
    isCode: code !== undefined,
  };
}

interface Entry<T> {
  readonly kind: BlockKind;
  readonly form: number;
  readonly value: T;
}

/** Does the work once for the same words in the same kind of block. */
export function remembered<T>(
  work: (statement: Statement, kind: BlockKind) => T,
): (located: Located) => T {
  const known = new WeakMap<object, Entry<T>>();
  return ({ directive, scope: { kind } }) => {
    const { wording } = directive;
    const form = formOf(directive);
    const entry = known.get(wording);
    if (entry && entry.kind === kind && entry.form === form) return entry.value;
    const value = work(statementOf(directive), kind);
    known.set(wording, { kind, form, value });
    return value;
  };
}

function formOf({ terminated, block, code }: Directive): number {
  return (terminated ? 1 : 0) + (block ? 2 : 0) + (code ? 4 : 0);
}
