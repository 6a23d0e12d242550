import { expect, test } from "vitest";
import { advisoriesFor, fixedVersion } from "../../../core/knowledge/advisories.ts";

const cves = (version: string) => advisoriesFor(version).map((it) => it.cve);

test.each([
  ["1.28.1", "CVE-2026-1642", true],
  ["1.28.2", "CVE-2026-1642", false],
  ["1.29.4", "CVE-2026-1642", true],
  ["1.29.5", "CVE-2026-1642", false],
  ["1.26.3", "CVE-2026-1642", true],
  ["1.2.9", "CVE-2026-1642", false],
  ["1.26.0", "CVE-2024-32760", true],
  ["1.26.1", "CVE-2024-32760", false],
  ["1.25.2", "CVE-2024-24989", false],
])("%s and %s: %s", (version, cve, isVulnerable) => {
  expect(cves(version).includes(cve)).toBe(isVulnerable);
});

test("the fix of the own branch comes first, then that of the next", () => {
  const [it] = advisoriesFor("1.28.0").filter(({ cve }) => cve === "CVE-2026-1642");
  expect(it && [fixedVersion(it, "1.28.0"), fixedVersion(it, "1.29.0")]).toEqual([
    "1.28.2",
    "1.29.5",
  ]);
});
