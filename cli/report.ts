/** The findings of all checked configurations, in one stable order, with places for people. */
import type { Finding, SourceFile, Span } from "#core";
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

export interface Report {
  /** The files that were asked for and what they include, sorted. */
  readonly files: readonly string[];
  /** Sorted by file, then place; one that several configurations share appears once. */
  readonly findings: readonly Reported[];
}

export function makeReport(checked: readonly Checked[], cwd: string): Report {
  const files = new Set<string>();
  const findings = new Map<string, Reported>();
  for (const { result, wanted } of checked) {
    for (const path of wanted) files.add(displayPath(cwd, path));
    const sources = result.config.files;
    const placeOf = (file: string, span: Span) => toPlace(cwd, file, sources.get(file), span);
    for (const finding of result.findings) {
      const source = sources.get(finding.file);
      if (!source || !wanted.has(finding.file)) continue;
      const place = placeOf(finding.file, finding.span);
      const key = [...Object.values(place), finding.rule, finding.message].join("\n");
      if (!findings.has(key)) findings.set(key, { finding, source, place, placeOf });
    }
  }
  return { files: [...files].sort(), findings: [...findings.values()].sort(inOrder) };
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
    compare(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    a.place.endLine - b.place.endLine ||
    a.place.endColumn - b.place.endColumn ||
    compare(a.finding.rule, b.finding.rule) ||
    compare(a.finding.message, b.finding.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
