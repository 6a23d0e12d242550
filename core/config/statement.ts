/** What a directive says, without its place in the text. */
import type { Directive } from "../syntax/tree.ts";

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

/** All of the statement that is not words. */
export function formOf({ terminated, block, code }: Directive): number {
  return (terminated ? 1 : 0) + (block ? 2 : 0) + (code ? 4 : 0);
}
