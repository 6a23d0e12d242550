/** How grave a finding is: what happens if nothing is done, and milder where that is not sure. */
export type Severity = "error" | "warning" | "information" | "hint";

const ORDER: readonly Severity[] = ["error", "warning", "information", "hint"];

/** True if `severity` is as grave as `threshold` or graver. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(threshold);
}

/** One step milder; a hint stays a hint. */
export function milder(severity: Severity): Severity {
  return ORDER[Math.min(ORDER.indexOf(severity) + 1, ORDER.length - 1)] ?? "hint";
}
