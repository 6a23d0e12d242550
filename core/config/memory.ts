/**
 * What is worked out from the words of a directive and the kind of block that it stands in holds for all
 * such directives, also after the next keystroke.
 */
import type { Directive } from "../syntax/tree.ts";
import type { BlockKind } from "./block-kind.ts";
import { formOf, type Statement, statementOf } from "./statement.ts";

interface Entry<T> {
  readonly kind: BlockKind;
  readonly form: number;
  readonly value: T;
}

/** Does the work once for the same words in the same kind of block. */
export function remembered<T>(
  work: (statement: Statement, kind: BlockKind) => T,
): (located: { readonly directive: Directive; readonly scope: { readonly kind: BlockKind } }) => T {
  const recall = rememberedIn(work);
  return ({ directive, scope }) => recall(directive, scope.kind);
}

/** `work`, done once for each wording and kind of block: it may look at nothing else. */
export function rememberedIn<T>(
  work: (statement: Statement, kind: BlockKind) => T,
): (directive: Directive, kind: BlockKind) => T {
  const slot = slots++;
  // Nobody else writes into this slot.
  const isOwn = (entry: unknown): entry is Entry<T> => entry !== undefined;
  return (directive, kind) => {
    const { memory } = directive.wording;
    const known = memory[slot];
    const form = formOf(directive);
    if (isOwn(known) && known.kind === kind && known.form === form) return known.value;
    const value = work(statementOf(directive), kind);
    while (memory.length < slot) memory.push(undefined);
    memory[slot] = { kind, form, value };
    return value;
  };
}

let slots = 0;

/** The same for what the name and the arguments alone decide. */
export function rememberedOfWords<T extends object>(
  work: (directive: Directive) => T,
): (directive: Directive) => T {
  const slot = slots++;
  // Nobody else writes into this slot.
  const isOwn = (entry: unknown): entry is T => entry !== undefined;
  return (directive) => {
    const { memory } = directive.wording;
    const known = memory[slot];
    if (isOwn(known)) return known;
    const value = work(directive);
    while (memory.length < slot) memory.push(undefined);
    memory[slot] = value;
    return value;
  };
}
