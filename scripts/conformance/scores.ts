/** Sums of comparisons. */

import { compareTexts } from "#core";
import type { Comparison } from "./compare.ts";

export interface Score {
  readonly name: string;
  readonly total: number;
  readonly agreed: number;
}

export interface Scores {
  readonly all: Score;
  readonly categories: readonly Score[];
  readonly sources: readonly Score[];
}

export function scoresOf(comparisons: readonly Comparison[]): Scores {
  return {
    all: score("all", comparisons),
    categories: by(comparisons, (it) => it.category),
    sources: by(comparisons, (it) => it.case.source),
  };
}

export function scoresText(scores: Scores): string {
  const section = (title: string, rows: readonly Score[]) =>
    [title, ...rows.map((it) => `  ${line(it)}`)].join("\n");
  return [
    section("By category", scores.categories),
    section("By source", scores.sources),
    line(scores.all),
  ].join("\n");
}

function by(comparisons: readonly Comparison[], keyOf: (one: Comparison) => string): Score[] {
  const groups = new Map<string, Comparison[]>();
  for (const one of comparisons) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups]
    .map(([name, group]) => score(name, group))
    .sort((a, b) => b.total - a.total || compareTexts(a.name, b.name));
}

function score(name: string, comparisons: readonly Comparison[]): Score {
  const agreed = comparisons.filter((it) => it.difference === undefined).length;
  return { name, total: comparisons.length, agreed };
}

function line({ name, total, agreed }: Score): string {
  const percent = total === 0 ? 100 : (100 * agreed) / total;
  const count = `${agreed}/${total}`;
  return `${name.padEnd(20)} ${count.padStart(10)} ${percent.toFixed(1).padStart(6)} %`;
}
