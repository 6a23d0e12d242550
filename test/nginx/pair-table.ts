/** The pairs of configurations that the rules were specified with; see fixtures/README.md. */
import { readFileSync } from "node:fs";
import type { Finding, Settings } from "#core";

export interface Pair {
  readonly id: string;
  readonly severity: string;
  /** Of the bad configuration, counted from 1. */
  readonly line: number;
  readonly bad: string;
  readonly good: string;
  readonly nginx: Readonly<Record<"bad" | "good", "silent" | "warn" | "fatal">>;
}

export const PAIRS: readonly Pair[] = JSON.parse(
  readFileSync(new URL("./fixtures/pairs.json", import.meta.url), "utf8"),
);

/** Versions and other settings that the rules need, where these are not the default. */
export const PAIR_SETTINGS: Readonly<Record<string, Partial<Settings>>> = {
  "client-verify-trusted-only-version": { nginxVersion: "1.26.3" },
  "password-file-missing-path": { missingFiles: true },
  "ssl-directive-removed": { nginxVersion: "1.28.0" },
  "tls-protocols-non-default-server": { nginxVersion: "1.28.0" },
};

/** Where the severity is another one than was specified, and why. */
export const OTHER_SEVERITY: Readonly<Record<string, string>> = {
  "upstream-tls-no-sni": "warning", // that of the rule that says it
  "js-module-not-loaded": "warning", // an nginx with njs built in accepts it
};

/** Pairs whose finding another rule says in its own message, with a part of that. */
export const SAID_BY: ReadonlyMap<string, readonly [rule: string, part: string]> = new Map([
  ["upstream-tls-no-sni", ["upstream-tls-verify-off", "no SNI is sent"]],
]);

/** The findings that a pair is about. */
export function expected({ id }: Pair, findings: readonly Finding[]): readonly Finding[] {
  const [rule, part] = SAID_BY.get(id) ?? [id, ""];
  return findings.filter((it) => it.rule === rule && it.message.includes(part));
}

/** A row of the printed table. */
export interface Row {
  readonly id: string;
  readonly severity: string;
  readonly bad: string;
  readonly good: string;
}

export function tableOf(rows: readonly Row[]): string {
  const all = [{ id: "rule", severity: "severity", bad: "bad", good: "good" }, ...rows];
  const width = (key: keyof Row) => Math.max(...all.map((it) => it[key].length));
  const [id, severity, bad] = [width("id"), width("severity"), width("bad")];
  const lines = all.map((it) =>
    `${it.id.padEnd(id)}  ${it.severity.padEnd(severity)}  ${it.bad.padEnd(bad)}  ${it.good}`.trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
