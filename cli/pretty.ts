/** `--format pretty`: findings for people, with the source line and the span underlined. */
import { createColors } from "picocolors";
import { counted, type Severity, type SourceFile, type Span } from "#core";
import type { Report, Reported } from "./report.ts";
import { printable, widthOf } from "./width.ts";

type Colors = ReturnType<typeof createColors>;

export function toPretty(report: Report, color: boolean): string {
  const colors = createColors(color);
  const parts = report.findings.map((it) => `${oneFinding(it, colors)}\n\n`);
  return `${parts.join("")}${summary(report, colors)}\n`;
}

function oneFinding(reported: Reported, colors: Colors): string {
  const { finding, place } = reported;
  const paint = painter(finding.severity, colors);
  const at = `${printable(place.file)}:${place.line}:${place.column}`;
  const gutter = " ".repeat(String(place.line).length);
  const bar = colors.dim("|");
  const { line, underline } = excerpt(reported);
  return [
    `${colors.bold(at)} ${paint(finding.severity)} ${colors.dim(finding.rule)}`,
    `  ${printable(finding.message)}`,
    `  ${colors.dim(String(place.line))} ${bar} ${line}`,
    `  ${gutter} ${bar} ${paint(underline)}`,
    ...related(reported).map((it) => `  ${gutter} ${colors.dim("=")} ${it}`),
    ...fixes(reported).map((it) => `  ${gutter} ${colors.dim("=")} ${it}`),
  ].join("\n");
}

function painter(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, information: colors.blue, hint: colors.cyan }[
    severity
  ];
}

function related({ finding, placeOf }: Reported): string[] {
  return finding.related.map((it) => {
    const { file, line, column } = placeOf(it.file, it.span);
    return `${printable(file)}:${line}:${column} ${printable(it.message)}`;
  });
}

function fixes({ finding }: Reported): string[] {
  return finding.fixes.map((it) => {
    const note = it.safety === "unsafe" ? " (unsafe)" : "";
    return `fix: ${printable(it.title)}${note}`;
  });
}

/** A line longer than this is shown in part. */
const MAX_LINE = 160;
const BEFORE = 60;

interface Excerpt {
  readonly line: string;
  readonly underline: string;
}

/** The line a span starts on, and the underline of the part of the span on that line. */
function excerpt({ finding, source, place }: Reported): Excerpt {
  const start = source.lines.lineStart(place.line - 1);
  const whole = lineFrom(source, start);
  if (isKeyMaterial(source, start)) return { line: "(not shown: private key)", underline: "" };
  const from = finding.span.start - start;
  const to = Math.min(finding.span.end - start, Math.max(whole.length, from + 1));
  const cropped = whole.length > MAX_LINE;
  const left = cropped ? Math.max(0, from - BEFORE) : 0;
  const right = cropped ? left + MAX_LINE : whole.length;
  const head = `${left > 0 ? "…" : ""}${printable(whole.slice(left, from))}`;
  const span = printable(whole.slice(from, Math.min(to, right)));
  const tail = `${printable(whole.slice(to, Math.max(to, right)))}${right < whole.length ? "…" : ""}`;
  return {
    line: `${head}${span}${tail}`,
    underline: " ".repeat(widthOf(head)) + "~".repeat(Math.max(1, widthOf(span))),
  };
}

function lineFrom({ text }: SourceFile, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, "");
}

/** True for the lines between the BEGIN and the END of a private key written into a configuration. */
function isKeyMaterial(source: SourceFile, start: number): boolean {
  let keys = KEYS.get(source);
  if (!keys) {
    keys = [...source.text.matchAll(KEY)].map((it) => ({
      start: it.index,
      end: it.index + it[0].length,
    }));
    KEYS.set(source, keys);
  }
  const end = start + lineFrom(source, start).length;
  return keys.some((it) => it.start <= end && start < it.end);
}

const KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:(?!-----END)[\s\S])*/g;
const KEYS = new WeakMap<SourceFile, readonly Span[]>();

function summary({ files, findings, suppressed }: Report, colors: Colors): string {
  const where = counted(files.length, "file");
  const silenced = suppressed.length > 0 ? `; ${suppressed.length} suppressed` : "";
  if (findings.length === 0) return colors.green(`No problems in ${where}${silenced}`);
  const bySeverity = (["error", "warning", "information", "hint"] as const).flatMap((severity) => {
    const size = findings.filter((it) => it.finding.severity === severity).length;
    return size > 0
      ? [severity === "information" ? `${size} ${severity}` : counted(size, severity)]
      : [];
  });
  const fixable = findings.filter((it) => it.finding.fixes[0]?.safety === "safe").length;
  const hint = fixable > 0 ? `; --fix repairs ${fixable}` : "";
  return `${colors.bold(bySeverity.join(", "))} in ${where}${hint}${silenced}`;
}
