/** `--format sarif`: SARIF 2.1.0, for code scanning and other programs that read it. */
import { pathToFileURL } from "node:url";
import type {
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from "sarif";
import type { Fix, Rule, Severity } from "#core";
import type { Place, Report, Reported, Suppressed } from "./report.ts";

export interface SarifOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  /** Paths of the report are relative to it. */
  readonly cwd: string;
}

export function toSarif(report: Report, { rules, version, cwd }: SarifOptions): string {
  const all: readonly (Reported | Suppressed)[] = [...report.findings, ...report.suppressed];
  const used = rules.filter(({ id }) => all.some((it) => it.finding.rule === id));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "nginx-tls", semanticVersion: version, rules: used.map(toDescriptor) },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { uri: pathToFileURL(`${cwd}/`).href } },
        artifacts: report.files.map((it) => ({ location: locationOf(it) })),
        results: all.map((it) => toResult(it, used)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const BASE = "%SRCROOT%";

const LEVELS = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
} as const satisfies Record<Severity, Result.level>;

function toDescriptor({ id, severity, activation, docs }: Rule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: `${docs.summary}.` },
    fullDescription: { text: docs.why.trim() },
    helpUri: docs.references[0],
    help: { text: docs.why.trim(), markdown: docs.why.trim() },
    defaultConfiguration: { enabled: activation !== "opt-in", level: LEVELS[severity] },
  };
}

function toResult(reported: Reported | Suppressed, rules: readonly Rule[]): Result {
  const { finding, place, placeOf } = reported;
  const related = finding.related.map(({ file, span, message }, at) => ({
    id: at + 1,
    message: { text: message },
    physicalLocation: physical(placeOf(file, span)),
  }));
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex((it) => it.id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(place) }],
    ...(related.length > 0 && { relatedLocations: related }),
    ...(finding.fixes.length > 0 && { fixes: finding.fixes.map((it) => toFix(it, placeOf)) }),
    ...("reason" in reported && {
      suppressions: [
        { kind: "inSource", ...(reported.reason !== "" && { justification: reported.reason }) },
      ],
    }),
    properties: { severity: finding.severity },
  };
}

function toFix({ title, safety, edits }: Fix, placeOf: Reported["placeOf"]): SarifFix {
  const places = edits.map((it) => ({ ...placeOf(it.file, it.span), text: it.newText }));
  return {
    description: { text: `${title}${safety === "unsafe" ? " (unsafe)" : ""}` },
    artifactChanges: [...new Set(places.map((it) => it.file))].map((file) => ({
      artifactLocation: locationOf(file),
      replacements: places
        .filter((it) => it.file === file)
        .map((it) => ({ deletedRegion: regionOf(it), insertedContent: { text: it.text } })),
    })),
  };
}

function physical(place: Place): PhysicalLocation {
  return { artifactLocation: locationOf(place.file), region: regionOf(place) };
}

function regionOf({ line, column, endLine, endColumn }: Place): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function locationOf(file: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: BASE };
}
