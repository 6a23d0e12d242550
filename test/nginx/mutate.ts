/** Small faults put into a valid configuration, the way hands put them there. */
import type { Directive, SyntaxTree } from "#core";

export interface Mutant {
  readonly text: string;
  readonly what: string;
}

/** A number in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** mulberry32 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/** One mutant of `text`; undefined if the fault drawn can't be put into it. */
export function mutate(text: string, tree: SyntaxTree, random: Random): Mutant | undefined {
  const directives = flatten(tree.directives);
  const kind = pick(KINDS, random);
  const directive = pick(directives, random);
  if (!kind || !directive) return undefined;
  const [what, fault] = kind;
  const mutated = fault({ text, directive, directives, random });
  return mutated === undefined || mutated === text ? undefined : { text: mutated, what };
}

interface Site {
  readonly text: string;
  readonly directive: Directive;
  readonly directives: readonly Directive[];
  readonly random: Random;
}

type Fault = (site: Site) => string | undefined;

const KINDS: readonly (readonly [string, Fault])[] = [
  ["delete a directive's last argument", deleteArgument],
  ["repeat an argument", repeatArgument],
  ["swap two arguments", swapArguments],
  ["misspell the name", ({ text, directive, random }) => misspell(text, directive.name, random)],
  ["misspell an argument", misspellArgument],
  ["repeat a directive", repeatDirective],
  ["delete a directive", deleteDirective],
  ["move a directive into another block", moveDirective],
  ["delete a punctuation mark", deleteMark],
  ["insert a punctuation mark", insertMark],
];

function deleteArgument({ text, directive }: Site): string | undefined {
  const last = directive.args.at(-1);
  const previous = directive.args.at(-2) ?? directive.name;
  return last && splice(text, previous.span.end, last.span.end, "");
}

function repeatArgument({ text, directive, random }: Site): string | undefined {
  const word = pick(directive.args, random);
  return word && splice(text, word.span.end, word.span.end, ` ${word.raw}`);
}

function swapArguments({ text, directive }: Site): string | undefined {
  const [a, b] = directive.args;
  if (!a || !b) return undefined;
  return splice(splice(text, b.span.start, b.span.end, a.raw), a.span.start, a.span.end, b.raw);
}

function misspellArgument({ text, directive, random }: Site): string | undefined {
  const word = pick(directive.args, random);
  return word && misspell(text, word, random);
}

/** Swaps two neighbouring characters. */
function misspell(text: string, word: Directive["name"], random: Random): string | undefined {
  const length = word.span.end - word.span.start - 2 * word.quote.length;
  if (length < 2) return undefined;
  const at = word.span.start + word.quote.length + Math.floor(random() * (length - 1));
  return splice(text, at, at + 2, `${text[at + 1]}${text[at]}`);
}

function repeatDirective({ text, directive: { span } }: Site): string {
  return splice(text, span.end, span.end, `\n${text.slice(span.start, span.end)}`);
}

function deleteDirective({ text, directive: { span } }: Site): string {
  return splice(text, span.start, span.end, "");
}

function moveDirective({ text, directive, directives, random }: Site): string | undefined {
  const target = pick(
    directives.filter((it) => it.block && it !== directive),
    random,
  );
  const { start, end } = directive.span;
  const at = target?.block && target.block.span.start + 1;
  if (at === undefined || (at > start && at < end)) return undefined;
  const moved = `\n${text.slice(start, end)}`;
  return at <= start
    ? splice(splice(text, start, end, ""), at, at, moved)
    : splice(splice(text, at, at, moved), start, end, "");
}

function deleteMark({ text, random }: Site): string | undefined {
  const at = pick([...text.matchAll(/[;{}"']/g)], random)?.index;
  return at === undefined ? undefined : splice(text, at, at + 1, "");
}

function insertMark({ text, directive: { span }, random }: Site): string {
  return splice(text, span.end, span.end, pick([";", "{", "}", '"', "x"], random) ?? ";");
}

function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function flatten(directives: readonly Directive[]): Directive[] {
  return directives.flatMap((it) => [it, ...(it.block ? flatten(it.block.directives) : [])]);
}
