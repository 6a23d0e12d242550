/**
 * A fixture is a configuration with its expected findings drawn under it, in comments:
 *
 *     ssl_protocols TLSv1.1 TLSv1.2;
 *     #             ~~~~~~~ warning: "TLSv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
 *
 * The `#` itself marks column 0, so a finding there starts with `#~~~`. A line `#- conf.d/ssl.conf`
 * starts another file; the first is `nginx.conf`.
 */
import { applyEdits, type FileEdit, type Finding } from "#core";

const ANNOTATION = /^#[ ]*~* (?:error|warning|information|hint): /;
const FILE_MARK = /^#- (\S+)$/;

/** The folder all fixture files lie in. */
export const FIXTURE_FOLDER = "/etc/nginx";

/** Files by absolute path, as the engine asks for them; relative ones count from the fixture's folder. */
export function inFixtureFolder<T>(files: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.fromEntries(
    Object.entries(files).map(([path, it]) => [
      path.startsWith("/") ? path : `${FIXTURE_FOLDER}/${path}`,
      it,
    ]),
  );
}

/** Tag for configuration literals: raw (so regexes keep their backslashes) and dedented. */
export function conf(strings: TemplateStringsArray, ...values: unknown[]): string {
  return dedent(String.raw(strings, ...values));
}

export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const margin = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)),
  );
  return lines.map((line) => line.slice(margin)).join("\n");
}

export function stripAnnotations(fixture: string): string {
  return fixture
    .split("\n")
    .filter((line) => !ANNOTATION.test(line))
    .join("\n");
}

/** Splits a fixture at its `#- name` lines; keys are absolute paths, the main file first. */
export function splitFiles(fixture: string): Record<string, string> {
  const files: Record<string, string> = {};
  let path = `${FIXTURE_FOLDER}/nginx.conf`;
  let lines: string[] = [];
  for (const line of fixture.split("\n")) {
    const name = FILE_MARK.exec(line)?.[1];
    if (name === undefined) {
      lines.push(line);
      continue;
    }
    files[path] = `${lines.join("\n")}\n`;
    path = `${FIXTURE_FOLDER}/${name}`;
    lines = [];
  }
  files[path] = lines.join("\n");
  return files;
}

/** Inverse of {@link splitFiles}. */
export function joinFiles(files: Readonly<Record<string, string>>): string {
  const [first, ...others] = Object.entries(files);
  const parts = others.map(
    ([path, text]) => `#- ${path.slice(FIXTURE_FOLDER.length + 1)}\n${text}`,
  );
  return [first?.[1] ?? "", ...parts].join("");
}

/** Inverse of {@link stripAnnotations}, for one file. A span that goes on past its line fails. */
function annotate(text: string, findings: readonly Finding[]): string {
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    out.push(line);
    for (const { span, severity, message } of findings) {
      const column = span.start - offset;
      if (column < 0 || line.length < column) continue;
      if (span.end - offset > line.length) throw new Error(`"${message}" spans several lines`);
      const width = Math.max(1, span.end - span.start);
      const marks = (" ".repeat(column) + "~".repeat(width)).slice(1);
      out.push(`#${marks} ${severity}: ${message}`);
    }
    offset += line.length + 1;
  }
  return out.join("\n");
}

export function annotateFiles(
  files: Readonly<Record<string, string>>,
  findings: readonly Finding[],
): string {
  const drawn = Object.entries(files).map(([path, text]) => [
    path,
    annotate(
      text,
      findings.filter((it) => it.file === path),
    ),
  ]);
  return joinFiles(Object.fromEntries(drawn));
}

export function applyFileEdits(
  files: Readonly<Record<string, string>>,
  edits: readonly FileEdit[],
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    result[path] = applyEdits(
      text,
      edits.filter((it) => it.file === path),
    );
  }
  return result;
}
