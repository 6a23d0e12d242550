/** The pairs of configurations that the rules were specified with, run wherever the specification lies. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES, type Settings } from "#core";
import { ruleNamed, run } from "../../harness/rule.ts";

interface Pair {
  readonly id: string;
  readonly severity: string;
  readonly bad: string;
  readonly good: string;
}

const PATH = "/etc/nginx/nginx.conf";
const SOURCE = new URL("../../../../shared/spec/tls-rule-examples.json", import.meta.url);
const PAIRS: readonly Pair[] = existsSync(SOURCE) ? JSON.parse(readFileSync(SOURCE, "utf8")) : [];

/** Rules that need what is in certificate files, which the pairs only name. */
const NEED_FILES: ReadonlySet<string> = new Set([
  "cipher-cert-mismatch",
  "server-tls-same-type-twice",
  "stapling-no-ocsp-url",
  "tls-cert-expired",
  "tls-cert-file-no-cert",
  "tls-chain-order",
  "tls-key-encrypted",
  "tls-key-file-no-key",
  "tls-key-mismatch",
  "tls-key-weak-rsa",
  "tls-san-mismatch",
  "tls-sig-weak",
]);

/** nginx versions that the rules are about, where that is not the default. */
const SETTINGS: Readonly<Record<string, Partial<Settings>>> = {
  "client-verify-trusted-only-version": { nginxVersion: "1.26.3" },
  "ssl-directive-removed": { nginxVersion: "1.28.0" },
  "tls-protocols-non-default-server": { nginxVersion: "1.28.0" },
};

/** Its finding is part of another rule's message. */
const MERGED = "upstream-tls-no-sni";

const CASES = PAIRS.flatMap((pair) => {
  const rule = RULES.find((it) => it.id === pair.id);
  return rule && pair.id !== MERGED && !NEED_FILES.has(pair.id) ? [{ ...pair, rule }] : [];
});

describe.runIf(PAIRS.length > 0)("pairs of the specification", () => {
  test.each(CASES)("$id", async ({ rule, bad, good, severity }) => {
    const settings = SETTINGS[rule.id] ?? {};
    const findings = await run(rule, { [PATH]: bad }, { ...settings, broken: true });
    expect(findings.map((it) => it.severity)).toContain(severity);
    expect(await run(rule, { [PATH]: good }, settings)).toEqual([]);
  });

  test(`${MERGED} is said by upstream-tls-verify-off`, async () => {
    const pair = PAIRS.find((it) => it.id === MERGED);
    const findings = await run(ruleNamed("upstream-tls-verify-off"), { [PATH]: pair?.bad ?? "" });
    expect(findings.map((it) => it.message).join()).toContain("no SNI is sent");
  });

  test("cover most rules", () => {
    expect(CASES.length).toBeGreaterThan(30);
  });
});
