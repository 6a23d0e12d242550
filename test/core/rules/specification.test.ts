/** The pairs of configurations that the rules were specified with, rule by rule; with real files in test/nginx/pairs. */
import { describe, expect, test } from "vitest";
import { RULES } from "#core";
import { ruleNamed, run } from "../../harness/rule.ts";
import { OTHER_SEVERITY, PAIR_SETTINGS, PAIRS, SAID_BY } from "../../nginx/pair-table.ts";

const PATH = "/etc/nginx/nginx.conf";

/** Rules that need what is in certificate files, which the pairs only name. */
const NEED_FILES: ReadonlySet<string> = new Set([
  "cipher-cert-mismatch",
  "password-file-missing-path",
  "server-tls-same-type-twice",
  "session-ticket-key-size",
  "stapling-no-ocsp-url",
  "tls-cert-expired",
  "tls-cert-file-no-cert",
  "tls-chain-order",
  "tls-crl-not-crl",
  "tls-dhparam-weak",
  "tls-key-encrypted",
  "tls-key-file-no-key",
  "tls-key-mismatch",
  "tls-key-weak-rsa",
  "tls-san-mismatch",
  "tls-sig-weak",
  "tls-trusted-intermediate-only",
]);

const CASES = PAIRS.flatMap((pair) => {
  const rule = RULES.find((it) => it.id === pair.id);
  return rule && !SAID_BY.has(pair.id) && !NEED_FILES.has(pair.id) ? [{ ...pair, rule }] : [];
});

describe("pairs of the specification", () => {
  test.each(CASES)("$id", async ({ rule, bad, good, severity, line }) => {
    const settings = PAIR_SETTINGS[rule.id] ?? {};
    const findings = await run(rule, { [PATH]: bad }, { ...settings, broken: true });
    const found = findings.map((it) => {
      return `${it.severity} ${bad.slice(0, it.span.start).split("\n").length}`;
    });
    expect(found).toContain(`${OTHER_SEVERITY[rule.id] ?? severity} ${line}`);
    expect(await run(rule, { [PATH]: good }, settings)).toEqual([]);
  });

  test.each([...SAID_BY])("%s is said by another rule", async (id, [other, part]) => {
    const pair = PAIRS.find((it) => it.id === id);
    const findings = await run(ruleNamed(other), { [PATH]: pair?.bad ?? "" });
    expect(findings.map((it) => it.message).join()).toContain(part);
  });

  test("cover most rules", () => {
    expect(CASES.length).toBeGreaterThan(70);
  });
});
