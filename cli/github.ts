/** `--format github`: findings as annotations of a GitHub workflow. */
import type { Severity } from "#core";
import type { Report, Reported } from "./report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

export function toGithub({ findings }: Report): string {
  return findings.map(toCommand).join("");
}

function toCommand({ finding, place }: Reported): string {
  const { file, line, column, endLine, endColumn } = place;
  const columns = endLine === line ? { col: column, endColumn: Math.max(column, endColumn) } : {};
  const properties = { file, line, endLine, ...columns, title: `nginx-tls ${finding.rule}` };
  const shown = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${COMMANDS[finding.severity]} ${shown.join(",")}::${escapeData(finding.message)}\n`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(value: string | number): string {
  return escapeData(String(value)).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
