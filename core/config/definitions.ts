/** The variables that a configuration defines itself. */

import { patternOfKey, patternsOf } from "../knowledge/values/patterns.ts";
import type { VariableFamily } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import type { Located, Scope } from "./scope.ts";

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

/** The argument that names a new variable, if the directive defines one. */
export function definingWord({ directive }: Located): Word | undefined {
  const index = DEFINING.get(directive.name.text);
  return index === undefined ? undefined : directive.args.at(index);
}

export function familyOf(scope: Scope): VariableFamily | undefined {
  if (scope.isIn("http")) return "http";
  return scope.isIn("stream") ? "stream" : undefined;
}

/** Names that directives and the captures of regular expressions define. */
export function* variableDefinitions(
  root: Scope,
  family: VariableFamily,
): Generator<VariableDefinition> {
  for (const scope of root.inward()) {
    if (!scope.isIn(family)) continue;
    for (const located of scope.entries) {
      const word = definingWord(located);
      if (word?.text.startsWith("$")) yield { name: word.text.slice(1), word, located };
      yield* captures(located);
    }
  }
}

function* captures(located: Located): Generator<VariableDefinition> {
  const { directive, block } = located;
  const words = directive.args.map((it) => it.text);
  for (const { argument, text } of patternsOf(directive.name.text, words)) {
    const word = directive.args[argument];
    if (word) for (const name of captureNames(text)) yield { name, word, located };
  }
  if (directive.name.text !== "map") return;
  for (const entry of block?.entries ?? []) {
    const pattern = patternOfKey(entry.directive.name.text);
    for (const name of captureNames(pattern ?? "")) {
      yield { name, word: entry.directive.name, located: entry };
    }
  }
}

function captureNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?(?:P?<|')(\w+)[>']/g)].map(([, name = ""]) => name);
}
