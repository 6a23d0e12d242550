/** The disagreements that are known, each with its reason. */
import { readFileSync } from "node:fs";
import type { Comparison } from "./compare.ts";
import type { Target } from "./corpus.ts";

interface Known {
  readonly reason: string;
  readonly targets: readonly Target[];
  readonly paths: readonly string[];
}

/** Reasons by the path of the case. */
export function knownDisagreements(file: string, target: Target): ReadonlyMap<string, string> {
  const groups: readonly Known[] = JSON.parse(readFileSync(file, "utf8"));
  return new Map(
    groups
      .filter((it) => it.targets.includes(target))
      .flatMap(({ paths, reason }) => paths.map((path): [string, string] => [path, reason])),
  );
}

export interface Changes {
  /** Disagreements that are not known. */
  readonly added: readonly string[];
  /** Known ones that are none any more. */
  readonly gone: readonly string[];
}

/** The differences that are not known yet, and the known ones that are gone. */
export function changesOf(
  comparisons: readonly Comparison[],
  known: ReadonlyMap<string, string>,
): Changes {
  const differing = new Map(
    comparisons.flatMap(({ case: { path }, difference }): [string, string][] =>
      difference === undefined ? [] : [[path, difference]],
    ),
  );
  return {
    added: [...differing].filter(([path]) => !known.has(path)).map((it) => it.join(": ")),
    gone: [...known.keys()].filter((path) => !differing.has(path)),
  };
}
