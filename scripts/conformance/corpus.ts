/** Reads a corpus: `manifest.jsonl` with nginx's verdicts, and the files it speaks of. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What one nginx said of a case. */
export interface Verdict {
  readonly exit: number;
  readonly message?: string;
  /** Of the error, relative to the case's prefix. */
  readonly file?: string;
  readonly line?: number;
  readonly category?: string;
  /** nginx failed for a reason outside the text. */
  readonly env?: boolean;
  /** Modules beyond nginx open source that have the unknown directive. */
  readonly known_to?: readonly string[];
}

export interface Case {
  /** The file checked, relative to the corpus. */
  readonly path: string;
  /** Folder that relative names count from, relative to the corpus. */
  readonly prefix: string;
  readonly kind: "full" | "fragment";
  readonly context: string;
  readonly source: string;
  readonly cross_file: boolean;
  readonly elided?: boolean;
  readonly head: Verdict;
  readonly deb: Verdict;
}

/** An nginx whose verdicts the manifest holds. */
export type Target = "head" | "deb";

export interface Corpus {
  readonly folder: string;
  readonly cases: readonly Case[];
}

/** The corpus in `folder`; undefined if there is none. */
export function readCorpus(folder: string): Corpus | undefined {
  const manifest = join(folder, "manifest.jsonl");
  if (!existsSync(manifest)) return undefined;
  const lines = readFileSync(manifest, "utf8").split("\n");
  const cases = lines.filter((it) => it !== "").map((it): Case => JSON.parse(it));
  return { folder, cases };
}

/** Whether a verdict speaks of the text alone, as plain nginx open source reads it. */
export function isFair(one: Case, target: Target): boolean {
  const verdict = one[target];
  return !one.elided && !one.cross_file && !verdict.env && verdict.known_to === undefined;
}
