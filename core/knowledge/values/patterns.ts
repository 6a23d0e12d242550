/** Which arguments nginx compiles as regular expressions. */
import { readCondition } from "./condition.ts";
import { isRegexLocation, readLocation } from "./location.ts";

export interface Pattern {
  readonly argument: number;
  /** Where the expression begins in the argument. */
  readonly start: number;
  readonly text: string;
}

/** The expressions of a directive of `http`; of `stream` only `server_name` has some. */
export function patternsOf(directive: string, args: readonly string[]): readonly Pattern[] {
  return READERS[directive]?.(args) ?? [];
}

/** The expression of a map's entry: a key that begins with `~` or `~*`. */
export function patternOfKey(key: string): string | undefined {
  return /^~\*?([\s\S]*)$/.exec(key)?.[1];
}

type Reader = (args: readonly string[]) => readonly Pattern[];

const READERS: Readonly<Record<string, Reader>> = {
  location: readLocationPattern,
  if: readConditionPattern,
  rewrite: ([pattern = ""]) => [{ argument: 0, start: 0, text: pattern }],
  fastcgi_split_path_info: ([pattern = ""]) => [{ argument: 0, start: 0, text: pattern }],
  server_name: withTilde,
  valid_referers: withTilde,
  gzip_disable: (args) =>
    args.flatMap((text, argument) =>
      text === "msie6" || text === "degradation" ? [] : [{ argument, start: 0, text }],
    ),
  proxy_redirect: firstWithTilde,
  proxy_cookie_domain: firstWithTilde,
  proxy_cookie_path: firstWithTilde,
  proxy_cookie_flags: firstWithTilde,
};

function readLocationPattern(args: readonly string[]): readonly Pattern[] {
  const location = readLocation(args);
  if (!location || !isRegexLocation(location)) return [];
  const argument = args.length - 1;
  const start = (args[argument] ?? "").length - location.name.length;
  return [{ argument, start, text: location.name }];
}

function readConditionPattern(args: readonly string[]): readonly Pattern[] {
  const condition = readCondition(args);
  return condition.kind === "match" ? [condition.operand] : [];
}

/** The host of a referer comes after the `~`, as a server's name does. */
function withTilde(args: readonly string[]): readonly Pattern[] {
  return args.flatMap((word, argument) =>
    word.startsWith("~") ? [{ argument, start: 1, text: word.slice(1) }] : [],
  );
}

/** With two arguments; `~*` stands for "in any case". */
function firstWithTilde([first = "", second]: readonly string[]): readonly Pattern[] {
  if (second === undefined || !first.startsWith("~")) return [];
  const start = first.startsWith("~*") ? 2 : 1;
  return [{ argument: 0, start, text: first.slice(start) }];
}
