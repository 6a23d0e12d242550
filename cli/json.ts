/** `--format json`: one document, for programs. Its shape is a contract; `version` counts changes to it. */
import type { FileEdit, Fix } from "#core";
import type { Report, Reported } from "./report.ts";

export function toJson({ files, findings, suppressed }: Report): string {
  const document = {
    version: 1,
    files,
    findings: findings.map(toFinding),
    suppressed: suppressed.map((it) => ({ ...toFinding(it), reason: it.reason })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toFinding(reported: Reported): object {
  const { finding, place, placeOf } = reported;
  return {
    ...place,
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    docs: finding.docs,
    related: finding.related.map((it) => {
      const { file, line, column } = placeOf(it.file, it.span);
      return { file, line, column, message: it.message };
    }),
    fixes: finding.fixes.map((it) => toFix(it, placeOf)),
  };
}

function toFix({ title, safety, edits }: Fix, placeOf: Reported["placeOf"]): object {
  const toEdit = (it: FileEdit) => ({ ...placeOf(it.file, it.span), text: it.newText });
  return { title, safety, edits: edits.map(toEdit) };
}
