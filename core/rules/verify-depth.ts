/** What the rules about verification depths share. */
import type { Word } from "../syntax/tree.ts";

/** Beyond this no chain of a real CA goes: public ones have one or two intermediates. */
export const MOST_INTERMEDIATES = 9;

/** The depth, if it is larger than any chain. */
export function excessiveDepth(word: Word | undefined): number | undefined {
  if (!word || !/^\d+$/.test(word.text)) return undefined;
  const depth = Number(word.text);
  return depth > MOST_INTERMEDIATES ? depth : undefined;
}

/** Each intermediate of a chain costs a signature check, and another hand that can sign. */
export function excessiveMessage(depth: number): string {
  return `chains with ${depth} intermediate CAs are accepted, public CAs have one or two`;
}
