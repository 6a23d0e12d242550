/** The corpus of real configurations with nginx's verdicts, where a checkout has it beside it. */
import { existsSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../shared/corpus/", import.meta.url);

export const HAS_CORPUS: boolean = existsSync(new URL("manifest.jsonl", FOLDER));

export interface CorpusCase {
  readonly path: string;
  readonly prefix: string;
  readonly kind: "full" | "fragment";
  readonly context: string;
  readonly source: string;
  readonly verdict: "ok" | "error" | "environment";
  readonly category: string;
  readonly elided?: boolean;
  readonly cross_file?: boolean;
  readonly template?: boolean;
  readonly head: {
    readonly message?: string;
    readonly file?: string;
    readonly line?: number;
    readonly known_to?: unknown;
  };
}

/** None where there is no corpus: suites ask also when they will not run. */
export function corpusCases(): readonly CorpusCase[] {
  if (!HAS_CORPUS) return [];
  return readFileSync(new URL("manifest.jsonl", FOLDER), "utf8")
    .split("\n")
    .filter((it) => it !== "")
    .map((it) => JSON.parse(it) as CorpusCase);
}

export function corpusPath(relative: string): string {
  return new URL(relative, FOLDER).pathname;
}
