/** The variables that a configuration defines itself. */

import type { Place } from "../knowledge/directives.ts";
import { patternOfKey, patternsOf } from "../knowledge/values/patterns.ts";
import type { VariableFamily } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import type { BlockKind } from "./block-kind.ts";
import { remembered } from "./memory.ts";
import type { Located, Scope } from "./scope.ts";
import type { Statement } from "./statement.ts";
import { topic } from "./topics.ts";

export interface VariableDefinition {
  /** Without the `$`, as written. */
  readonly name: string;
  readonly word: Word;
  readonly located: Located;
}

/** The argument that names the variable; a negative index counts from the end. */
const DEFINING: ReadonlyMap<string, number> = new Map([
  ["set", 0],
  ["map", 1],
  ["geo", -1],
  ["split_clients", 1],
  ["auth_request_set", 0],
  ["js_set", 0],
  ["js_var", 0],
  ["perl_set", 0],
]);

/** The index of the argument that names a new variable; a negative one counts from the end. */
export function definingIndex(name: string): number | undefined {
  return DEFINING.get(name);
}

/** The argument that names a new variable, if the directive defines one. */
export function definingWord({ directive }: Located): Word | undefined {
  const index = DEFINING.get(directive.name.text);
  return index === undefined ? undefined : directive.args.at(index);
}

/** The same of a directive without its place. */
export function definingText({ name, args }: Statement): string | undefined {
  const index = DEFINING.get(name);
  return index === undefined ? undefined : args.at(index);
}

/** Undefined for blocks outside `http` and `stream`, which have no variables. */
export function familyOf({ place }: Scope): VariableFamily | undefined {
  return familyOfPlace(place);
}

/** The family of a block, from its place. */
export function familyOfPlace(place: Place): VariableFamily | undefined {
  if (place === "http" || place.startsWith("http/")) return "http";
  return place === "stream" || place.startsWith("stream/") ? "stream" : undefined;
}

/** Names that directives and the captures of regular expressions define. */
export function* variableDefinitions(
  root: Scope,
  family: VariableFamily,
): Generator<VariableDefinition> {
  for (const located of root.about(DEFINITIONS)) {
    const { directive, scope } = located;
    if ((familyOf(scope) ?? familyOfMap(scope.kind)) !== family) continue;
    for (const { name, argument } of definedNames(located)) {
      const word = argument < 0 ? directive.name : directive.args[argument];
      if (word) yield { name, word, located };
    }
  }
}

/** The family of the block that a map stands in. */
export function familyOfMap({ name, parent }: BlockKind): VariableFamily | undefined {
  return name === "map" && parent ? familyOfPlace(parent.place) : undefined;
}

interface DefinedName {
  readonly name: string;
  /** Index of the argument; -1 for the directive's name. */
  readonly argument: number;
}

const NONE: readonly DefinedName[] = [];

const definedNames = remembered(namesIn);
const DEFINITIONS = topic((statement, kind) => namesIn(statement, kind).length > 0);

function namesIn({ name, args }: Statement, kind: BlockKind): readonly DefinedName[] {
  if (familyOfMap(kind)) return keyCaptures(name);
  const found: DefinedName[] = [];
  const index = DEFINING.get(name);
  const argument = index !== undefined && index < 0 ? args.length + index : index;
  const word = argument === undefined ? undefined : args[argument];
  if (argument !== undefined && word?.startsWith("$")) {
    found.push({ name: word.slice(1), argument });
  }
  for (const { argument, text } of patternsOf(name, args)) {
    for (const name of captureNames(text)) found.push({ name, argument });
  }
  return found.length > 0 ? found : NONE;
}

/** Of a map's entry. */
function keyCaptures(key: string): readonly DefinedName[] {
  const pattern = patternOfKey(key);
  if (pattern === undefined) return NONE;
  return captureNames(pattern).map((it) => ({ name: it, argument: -1 }));
}

function captureNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?(?:P?<|')(\w+)[>']/g)].map(([, name = ""]) => name);
}
