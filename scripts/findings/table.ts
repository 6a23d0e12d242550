/** How often each rule speaks up, as a table. */
import { compareTexts, type Finding, type Rule } from "#core";

export interface Counted {
  readonly finding: Finding;
  /** The main file of the configuration. */
  readonly root: string;
  readonly place: string;
  readonly isGoodPractice: boolean;
}

export interface Count {
  readonly rule: string;
  /** As found, not as declared: `error 2, warning 5`. */
  readonly severities: string;
  readonly findings: number;
  readonly configurations: number;
  readonly inGoodPractice: number;
}

/** The rules that found something, the loudest first. */
export function countsOf(found: readonly Counted[], rules: readonly Rule[]): readonly Count[] {
  return rules
    .map(({ id }) =>
      countOf(
        id,
        found.filter((it) => it.finding.rule === id),
      ),
    )
    .filter((it) => it.findings > 0)
    .sort((a, b) => b.findings - a.findings || compareTexts(a.rule, b.rule));
}

export function tableText(counts: readonly Count[]): string {
  const rows = [
    ["rule", "findings", "configurations", "in good practice", "severity"],
    ...counts.map((it) => [
      it.rule,
      String(it.findings),
      String(it.configurations),
      String(it.inGoodPractice),
      it.severities,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((it, at) => pad(it, at, widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .map((it) => `${it}\n`)
    .join("");
}

function countOf(rule: string, found: readonly Counted[]): Count {
  const severities = ["error", "warning", "information", "hint"] as const;
  const counts = severities.map(
    (it) => [it, found.filter(({ finding }) => finding.severity === it).length] as const,
  );
  return {
    rule,
    severities: counts
      .filter(([, count]) => count > 0)
      .map(([severity, count]) => `${severity} ${count}`)
      .join(", "),
    findings: found.length,
    configurations: new Set(found.map((it) => it.root)).size,
    inGoodPractice: found.filter((it) => it.isGoodPractice).length,
  };
}

function pad(text: string, at: number, width: number): string {
  return at === 0 ? text.padEnd(width) : at < 4 ? text.padStart(width) : text;
}
