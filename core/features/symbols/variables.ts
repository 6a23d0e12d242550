/** The variables that a directive defines and uses. */
import type { BlockKind } from "../../config/block-kind.ts";
import { definingIndex } from "../../config/definitions.ts";
import type { Statement } from "../../config/statement.ts";
import { patternOfKey, patternsOf } from "../../knowledge/values/patterns.ts";
import { familyIn, holdsEntries } from "./blocks.ts";
import type { Draft } from "./draft.ts";

export function variableDrafts(statement: Statement, kind: BlockKind): readonly Draft[] {
  const domain = familyIn(kind);
  if (domain === undefined) return [];
  const { name, args } = statement;
  if (holdsEntries(kind)) return entryDrafts(name, args, kind, domain);
  const found: Draft[] = [];
  if (kind.name === "geoip2" && name.startsWith("$")) found.push(bareName(name, -1, domain));
  const defining = definedArgument(name, args);
  const defined = defining === undefined ? undefined : args[defining];
  if (defining !== undefined && defined?.startsWith("$")) {
    found.push(bareName(defined, defining, domain));
  }
  const patterns = patternsOf(name, args);
  for (const { argument, start, text } of patterns) {
    found.push(...captureDrafts(text, argument, start, domain));
  }
  for (const [argument, text] of args.entries()) {
    if (argument === defining || !text.includes("$") || isLiteral(name, argument)) continue;
    if (patterns.some((it) => it.argument === argument)) continue;
    found.push(...useDrafts(text, argument, domain, name === "log_format"));
  }
  return found;
}

/** A map's values have variables, its keys may be patterns. Other tables hold plain text. */
function entryDrafts(
  name: string,
  args: readonly string[],
  kind: BlockKind,
  domain: string,
): readonly Draft[] {
  if (!kind.name.endsWith("map") || kind.name === "charset_map" || name === "include") return [];
  const pattern = patternOfKey(name);
  const captures =
    pattern === undefined ? [] : captureDrafts(pattern, -1, name.length - pattern.length, domain);
  return [...captures, ...args.flatMap((text, argument) => useDrafts(text, argument, domain))];
}

/** Directives of NGINX Plus and other modules whose argument names a new variable. */
const FOREIGN: ReadonlyMap<string, number> = new Map([
  ["keyval", 1],
  ["num_map", 1],
  ["auth_jwt_header_set", 0],
  ["uuid4", 0],
]);

/** `set_by_lua`, `set_escape_uri`, `postgres_set`, `mruby_set_code` and their like write their first argument. */
const SETTER = /^(eval|set_.*|.*_set|.*_set_(code|inline))$/;

function definedArgument(name: string, args: readonly string[]): number | undefined {
  const index = definingIndex(name) ?? FOREIGN.get(name);
  if (index !== undefined) return index < 0 ? args.length + index : index;
  return SETTER.test(name) && /^\$[A-Za-z_]\w*$/.test(args[0] ?? "") ? 0 : undefined;
}

/** Directives whose arguments nginx takes as they are, though a `$` may stand there. */
const LITERAL: ReadonlySet<string> = new Set([
  "include",
  "listen",
  "location",
  "match",
  "perl",
  "server",
  "server_name",
  "upstream",
]);

/** Code in quotes is not the reader's: Lua and Perl have `$` of their own. */
function isLiteral(name: string, argument: number): boolean {
  if (name === "log_format") return argument === 0;
  if (name === "perl_set") return true;
  if (/_by_lua$/.test(name)) return name !== "set_by_lua" || argument === 1;
  return LITERAL.has(name);
}

/** A word that is a variable's name: nginx takes all that follows the `$`. */
function bareName(word: string, argument: number, domain: string): Draft {
  const name = word.slice(1);
  return {
    kind: "variable",
    role: "definition",
    name,
    domain,
    argument,
    start: 1,
    end: word.length,
    from: 0,
    to: word.length,
  };
}

/** Behind a name cut off by a template's tag, more of it may come. */
const USE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))(?!\{\{|\{%|<%)/g;

function useDrafts(text: string, argument: number, domain: string, inLog = false): Draft[] {
  const found: Draft[] = [];
  for (const match of text.matchAll(USE)) {
    const name = match[1] ?? match[2] ?? "";
    // A log format has a `$pipe` of its own.
    if (inLog && name === "pipe") continue;
    const from = match.index;
    const start = from + (match[1] === undefined ? 1 : 2);
    const end = start + name.length;
    const to = from + match[0].length;
    const use = { kind: "variable", role: "use", name, domain } as const;
    found.push({ ...use, argument, start, end, from, to });
  }
  return found;
}

const CAPTURE = /\(\?(?:P?<|')([A-Za-z_]\w*)[>']/g;
const BACK_REFERENCE =
  /\\[kg](?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|\{([A-Za-z_]\w*)\})|\(\?(?:P[=>]|&)([A-Za-z_]\w*)\)/g;

/** Named captures, and what refers back to them in the same pattern. */
function captureDrafts(
  pattern: string,
  argument: number,
  offset: number,
  domain: string,
): readonly Draft[] {
  const found: Draft[] = [];
  const add = (match: RegExpMatchArray, name: string, role: "definition" | "use") => {
    const end = offset + (match.index ?? 0) + match[0].length - 1;
    const start = end - name.length;
    found.push({
      kind: "variable",
      role,
      name,
      domain,
      argument,
      start,
      end,
      from: start,
      to: end,
    });
  };
  for (const match of pattern.matchAll(CAPTURE)) add(match, match[1] ?? "", "definition");
  if (found.length === 0) return found;
  for (const match of pattern.matchAll(BACK_REFERENCE)) {
    add(match, match.slice(1).find((it) => it !== undefined) ?? "", "use");
  }
  return found;
}
