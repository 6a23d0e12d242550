/** The pairs of configurations that the rules were specified with; see fixtures/README.md. */
import { readFileSync } from "node:fs";
import type { Finding, Settings } from "#core";
import { isAtLeast, type Oracle } from "./oracle.ts";

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
  "cipher-no-match": { opensslVersion: "3.0.17" },
  "client-verify-trusted-only-version": { nginxVersion: "1.26.3" },
  "password-file-missing-path": { missingFiles: true },
  "ssl-directive-removed": { nginxVersion: "1.28.0" },
  "tls-protocols-non-default-server": { nginxVersion: "1.28.0" },
  "tls-sig-weak": { opensslVersion: "3.0.17" },
  "upstream-tls-protocols-gap": { opensslVersion: "3.0.17" },
};

/** Where the severity is another one than was specified, and why. */
export const OTHER_SEVERITY: Readonly<Record<string, string>> = {
  "upstream-tls-no-sni": "warning", // that of the rule that says it
  "js-module-not-loaded": "warning", // an nginx with njs built in accepts it
  "tls-chain-order": "error", // nginx stops where the key is not that of the first certificate
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

/** From which version of nginx or OpenSSL on. */
interface Change extends Partial<Pair["nginx"]> {
  readonly nginx?: string;
  readonly openssl?: string;
}

/** What newer releases say otherwise than 1.22.1, which the pairs were seen with. */
const CHANGED: Readonly<Record<string, Change>> = {
  "cipher-no-match": { openssl: "3.2", bad: "silent" },
  "client-verify-trusted-only-version": { nginx: "1.27.2", bad: "silent" },
  "http3-no-alt-svc": { nginx: "1.25.0", bad: "silent", good: "silent" },
  "http3-no-tls13": { nginx: "1.25.0", good: "silent" },
  "listen-http2-deprecated": { nginx: "1.25.1", bad: "warn", good: "silent" },
  "ssl-directive-removed": { nginx: "1.25.1", bad: "fatal" },
  "tls-crl-not-crl": { nginx: "1.27.2", bad: "fatal" },
  "tls-sig-weak": { openssl: "3.4", bad: "silent" },
};

/** What an nginx says of one side of a pair. */
export function verdictOn({ id, nginx }: Pair, side: "bad" | "good", oracle: Oracle): string {
  const change = CHANGED[id];
  const isNew =
    (change?.nginx !== undefined && isAtLeast(oracle.version, change.nginx)) ||
    (change?.openssl !== undefined && isAtLeast(oracle.openssl, change.openssl));
  return (isNew && change?.[side]) || nginx[side];
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
