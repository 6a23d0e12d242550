/** The findings of all checked configurations, in one stable order, with places for people. */
import {
  compareTexts,
  type Finding,
  type Rule,
  type Settling,
  type SourceFile,
  type Span,
  settle,
} from "#core";
import type { Checked } from "./check.ts";
import { displayPath } from "./paths.ts";

/** Counts from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Place {
  /** Relative to the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Reported {
  readonly finding: Finding;
  readonly source: SourceFile;
  readonly place: Place;
  /** Where spans in any file of the same configuration are. */
  placeOf(file: string, span: Span): Place;
}

/** A finding that a comment silences. */
export interface Suppressed extends Reported {
  /** Empty if the comment gives none. */
  readonly reason: string;
}

export interface Report {
  /** The files that were asked for and what they include, sorted. */
  readonly files: readonly string[];
  /** Sorted by file, then place. */
  readonly findings: readonly Reported[];
  readonly suppressed: readonly Suppressed[];
}

/** What the configurations say of the wanted files. With `heedComments` false, comments silence nothing. */
export function makeReport(
  checked: readonly Checked[],
  cwd: string,
  rules: readonly Rule[],
  heedComments: boolean,
): Report {
  const wanted = new Set(checked.flatMap((it) => [...it.wanted]));
  const sources = new Map(checked.flatMap((it) => [...it.result.files]));
  const placeOf = (file: string, span: Span) => toPlace(cwd, file, sources.get(file), span);
  const toReported = (finding: Finding): Reported[] => {
    const source = sources.get(finding.file);
    if (!source || !wanted.has(finding.file)) return [];
    return [{ finding, source, place: placeOf(finding.file, finding.span), placeOf }];
  };
  const settled = settle(configurations(checked), rules, heedComments);
  const findings = settled.findings.flatMap(toReported);
  const suppressed = settled.suppressed.flatMap(({ finding, reason }) =>
    toReported(finding).map((it) => ({ ...it, reason })),
  );
  const files = [...wanted].map((path) => displayPath(cwd, path)).sort();
  return {
    files: [...new Set(files)],
    findings: findings.sort(inOrder),
    suppressed: suppressed.sort(inOrder),
  };
}

/** Each file of a configuration once, though the configuration was put together several times. */
function configurations(checked: readonly Checked[]): readonly Settling[] {
  const found: Settling[] = [];
  for (const it of checked.flatMap(({ result }) => result.judged)) {
    const same = found.filter((other) => other.config.rootFile === it.config.rootFile);
    const added = [...it.files.keys()].filter((path) => !same.some((one) => one.files.has(path)));
    if (added.length > 0) found.push({ ...it, files: new Set(added) });
  }
  return found;
}

function toPlace(cwd: string, path: string, source: SourceFile | undefined, span: Span): Place {
  const start = source?.lines.positionAt(span.start) ?? { line: 0, character: 0 };
  const end = source?.lines.positionAt(span.end) ?? start;
  return {
    file: displayPath(cwd, path),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function inOrder(a: Reported, b: Reported): number {
  return (
    compareTexts(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    a.place.endLine - b.place.endLine ||
    a.place.endColumn - b.place.endColumn ||
    compareTexts(a.finding.rule, b.finding.rule) ||
    compareTexts(a.finding.message, b.finding.message)
  );
}
