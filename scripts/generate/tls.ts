/** `core/knowledge/generated/tls.ts`: what is known of each TLS directive beyond its syntax. */
import { compare, HEADER, linesConstant, type Output, readSource } from "./output.ts";

interface TlsRow {
  readonly directive: string;
  readonly module: string;
  readonly default: string | null;
  readonly since: string;
  readonly repeat: string;
  readonly inheritance: string;
  readonly syntax: string;
  readonly doc: string;
}

export function tls(): Output[] {
  const lines = readSource<TlsRow[]>("tls-directives.json")
    .map((row) =>
      [
        row.directive,
        /^ngx_(http|stream|mail)_/.exec(row.module)?.[1] ?? "core",
        row.default ?? "",
        /\d+(\.\d+)+/.exec(row.since)?.[0] ?? "",
        repetition(row.repeat),
        inheritance(row.inheritance),
        row.syntax,
        row.doc.replace(/^https:\/\/nginx\.org\/en\/docs\/(.*)\.html#.*$/, "$1"),
      ].join("\t"),
    )
    .sort(compare);
  const text = [
    HEADER,
    "// name, family, default, since, repetition, inheritance, syntax, page. Decoded by ../directives.ts.",
    linesConstant("TLS_ROWS", lines),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/tls.ts", text }];
}

function repetition(text: string): string {
  if (text.startsWith("error:")) return "duplicate";
  if (text.includes("appends")) return "appends";
  return text.includes("ORs") ? "merges" : "overrides";
}

function inheritance(text: string): string {
  if (text.startsWith("array")) return "array";
  if (text.startsWith("set")) return "set";
  if (text.startsWith("never")) return "never";
  return text.startsWith("builtin") ? "parts" : "scalar";
}
