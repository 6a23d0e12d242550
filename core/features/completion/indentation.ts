import type { SourceFile } from "../../config/source-file.ts";

/** Enough to tell how a file is indented. */
const SAMPLE = 20_000;

/** One step of indentation as the file has it: a tab, or its least number of spaces; four where it has none. */
export function indentationUnit({ text }: SourceFile): string {
  const sample = text.slice(0, SAMPLE);
  if (/^\t/m.test(sample)) return "\t";
  const widths = [...sample.matchAll(/^( +)[^\s#]/gm)].map(([, blanks = ""]) => blanks.length);
  const least = Math.min(...widths.filter((it) => it > 1));
  return " ".repeat(Number.isFinite(least) ? Math.min(least, 8) : 4);
}
