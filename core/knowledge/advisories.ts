/**
 * nginx's security advisories that concern TLS, from `xml/en/security_advisories.xml` of nginx/nginx.org at `3924a7f8`
 * (2026-07-22), with what in a configuration exposes nginx to them. CVE-2025-23419 is not here: the rule
 * `client-verify-vhosts` tells where it applies.
 */
import { versionAtLeast } from "../version.ts";

/** What must stand in a configuration for an advisory to matter. */
export type Exposure = "tls-upstream" | "http3" | "ocsp" | "stream-ocsp";

export interface Advisory {
  readonly cve: string;
  /** As nginx.org titles it. */
  readonly title: string;
  readonly exposure: Exposure;
  /** First and last vulnerable version, of each range. */
  readonly vulnerable: readonly (readonly [string, string])[];
  /** Versions with the fix, newest branch first; each counts for its own branch, the first for all later ones. */
  readonly fixed: readonly [string, ...string[]];
}

const HTTP3_2024 = {
  exposure: "http3",
  vulnerable: [
    ["1.25.0", "1.25.5"],
    ["1.26.0", "1.26.0"],
  ],
  fixed: ["1.27.0", "1.26.1"],
} as const;

const ADVISORIES: readonly Advisory[] = [
  {
    cve: "CVE-2026-42530",
    title: "Use-after-free in HTTP/3",
    exposure: "http3",
    vulnerable: [["1.31.0", "1.31.1"]],
    fixed: ["1.31.2"],
  },
  {
    cve: "CVE-2026-40460",
    title: "HTTP/3 address spoofing",
    exposure: "http3",
    vulnerable: [["1.25.0", "1.30.0"]],
    fixed: ["1.31.0", "1.30.1"],
  },
  {
    cve: "CVE-2026-40701",
    title: "resolver use-after-free in OCSP",
    exposure: "ocsp",
    vulnerable: [["1.19.0", "1.30.0"]],
    fixed: ["1.31.0", "1.30.1"],
  },
  {
    cve: "CVE-2026-28755",
    title: "OCSP result bypass in stream",
    exposure: "stream-ocsp",
    vulnerable: [["1.27.2", "1.29.6"]],
    fixed: ["1.29.7", "1.28.3"],
  },
  {
    cve: "CVE-2026-1642",
    title: "SSL upstream injection",
    exposure: "tls-upstream",
    vulnerable: [["1.3.0", "1.29.4"]],
    fixed: ["1.29.5", "1.28.2"],
  },
  { cve: "CVE-2024-32760", title: "Buffer overwrite in HTTP/3", ...HTTP3_2024 },
  { cve: "CVE-2024-31079", title: "Stack overflow and use-after-free in HTTP/3", ...HTTP3_2024 },
  { cve: "CVE-2024-35200", title: "NULL pointer dereference in HTTP/3", ...HTTP3_2024 },
  { cve: "CVE-2024-34161", title: "Memory disclosure in HTTP/3", ...HTTP3_2024 },
  {
    cve: "CVE-2024-24989",
    title: "NULL pointer dereference in HTTP/3",
    exposure: "http3",
    vulnerable: [["1.25.3", "1.25.3"]],
    fixed: ["1.25.4"],
  },
  {
    cve: "CVE-2024-24990",
    title: "Use-after-free in HTTP/3",
    exposure: "http3",
    vulnerable: [["1.25.0", "1.25.3"]],
    fixed: ["1.25.4"],
  },
];

/** Those that this version has not fixed. */
export function advisoriesFor(version: string): readonly Advisory[] {
  return ADVISORIES.filter((it) => isVulnerable(it, version));
}

function isVulnerable({ vulnerable, fixed }: Advisory, version: string): boolean {
  const isInRange = vulnerable.some(
    ([from, to]) => versionAtLeast(version, from) && versionAtLeast(to, version),
  );
  return isInRange && !fixed.some((it) => isSameBranch(it, version) && versionAtLeast(version, it));
}

function isSameBranch(a: string, b: string): boolean {
  return branchOf(a) === branchOf(b);
}

function branchOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** The version to go to: the fix in the version's own branch, else the oldest one of a later branch. */
export function fixedVersion({ fixed }: Advisory, version: string): string {
  const own = fixed.find((it) => isSameBranch(it, version));
  return own ?? fixed.findLast((it) => versionAtLeast(it, version)) ?? fixed[0];
}
