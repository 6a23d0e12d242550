/** Directives whose arguments are a list of parameters: how such lists are described and judged. */
import { versionAtLeast } from "../../version.ts";
import { fault, type Judge, type ValueContext, type ValueFault } from "./fault.ts";
import { parseNumber, parseOffset, parseSize, parseTime } from "./scalars.ts";
import { PARAMETER_SINCE, PLUS_PARAMETERS } from "./versions.ts";

/** nginx's words for a wrong value; `value` is what follows the parameter's name in `word`. */
export type Check = (value: string, word: string) => string | undefined;

export interface Grammar {
  /** Index of the first parameter. */
  readonly from: number;
  /** By name; one that ends in `=` or `:` takes a value. */
  readonly options: Readonly<Record<string, Check>>;
  /** Words that are no parameters. */
  readonly skip?: (word: string) => boolean;
  /** Default: `invalid parameter "…"`. */
  readonly otherwise?: (word: string) => string;
}

/** Judges parameters one after the other, as nginx's handlers do. */
export function parameters(grammar: Grammar): Judge {
  const { from, options, skip, otherwise = (word) => `invalid parameter "${word}"` } = grammar;
  const prefixes = Object.keys(options).filter((it) => /[=:]$/.test(it));
  return (args, context) => {
    for (const [index, word] of args.entries()) {
      if (index < from || skip?.(word)) continue;
      const name = prefixes.find((it) => word.startsWith(it)) ?? word;
      const check = options[name];
      if (check === undefined) return fault(index, otherwise(word));
      const since = PARAMETER_SINCE.get(`${context.directive} ${context.family} ${name}`);
      if (since !== undefined && !versionAtLeast(context.version, since)) {
        return { ...fault(index, otherwise(word)), since };
      }
      const message = check(name === word ? "" : word.slice(name.length), word);
      if (message !== undefined) return fault(index, message);
    }
    return undefined;
  };
}

/** True for a parameter that only NGINX Plus has, or had before nginx did. */
export function isPlusParameter({ directive }: ValueContext, word: string): boolean {
  const name = word.replace(/=.*/s, "=");
  return PLUS_PARAMETERS.get(directive)?.has(name) ?? false;
}

/** Judges that nginx runs one after the other. */
export function inOrder(...judges: readonly Judge[]): Judge {
  return (args, context) => {
    for (const judge of judges) {
      const found: ValueFault | undefined = judge(args, context);
      if (found) return found;
    }
    return undefined;
  };
}

export const anything: Check = () => undefined;

type Words = (value: string, word: string) => string;

/** A whole number of at least `least`. */
export function number(words: Words, least = 0): Check {
  return (value, word) => ((parseNumber(value) ?? -1) >= least ? undefined : words(value, word));
}

/** A time that nginx keeps in seconds; `ms` is none. */
export function seconds(words: Words): Check {
  return (value, word) => (parseTime(value, "s") === undefined ? words(value, word) : undefined);
}

/** A time that nginx keeps in milliseconds. */
export function milliseconds(words: Words): Check {
  return (value, word) => (parseTime(value, "ms") === undefined ? words(value, word) : undefined);
}

/** A number of bytes, with `k` or `m`. */
export function size(words: Words): Check {
  return (value, word) => (parseSize(value) === undefined ? words(value, word) : undefined);
}

/** A number of bytes, with `k`, `m` or `g`. */
export function offset(words: Words): Check {
  return (value, word) => (parseOffset(value) === undefined ? words(value, word) : undefined);
}

/** One of these words. */
export function oneOf(values: readonly string[], words: Words): Check {
  return (value, word) => (values.includes(value) ? undefined : words(value, word));
}

/** `invalid NAME "…"`, with the whole parameter. */
export function invalid(name: string): Words {
  return (_value, word) => `invalid ${name} "${word}"`;
}

/** The fewest bytes of a zone: so many pages of 4096. */
const PAGE = 4096;

export interface ZoneWords {
  readonly invalid: string;
  readonly tooSmall: string;
  readonly pages: number;
}

/** `name:size`. */
export function zone({ invalid: wrong, tooSmall, pages }: ZoneWords): Check {
  return (value, word) => {
    const colon = value.indexOf(":");
    const bytes = colon < 0 ? undefined : parseSize(value.slice(colon + 1));
    if (bytes === undefined) return `invalid ${wrong} "${word}"`;
    return bytes < pages * PAGE ? `${tooSmall} "${word}" is too small` : undefined;
  };
}

/** Requires a parameter of this prefix. */
export function required(prefix: string, from: number, message: (name: string) => string): Judge {
  return (args, { directive }) =>
    args.slice(from).some((it) => it.startsWith(prefix))
      ? undefined
      : fault(-1, message(directive));
}
