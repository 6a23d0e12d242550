/** Certificates that something is wrong with, as seen from those who depend on them. */
import type { Located } from "../../config/scope.ts";
import type { Finding } from "../../finding.ts";
import { counted } from "../../text.ts";
import type { CertificateEntry } from "./certificate-use.ts";
import type { CertificateMark, CertificateState } from "./model.ts";

/** Rules whose findings say that a certificate does not fit its key or the names it is used for. */
const MISMATCH = /^tls-(key-mismatch|san-mismatch|pair-name-mismatch)$/;

/** Gravest first. */
const INVALID: readonly CertificateState[] = ["expired", "not-yet-valid"];

/** Answers for the directives that name files. */
export class CertificateMarks {
  readonly #entries = new Map<string, CertificateEntry[]>();

  constructor(entries: readonly CertificateEntry[]) {
    for (const it of entries) {
      const known = this.#entries.get(it.name);
      if (known) known.push(it);
      else this.#entries.set(it.name, [it]);
    }
  }

  /** The gravest thing that is wrong with one of the files, or that a finding says of them. */
  of(directives: readonly Located[], findings: readonly Finding[]): CertificateMark | undefined {
    const names = directives.map((it) => it.directive.args[0]?.text ?? "");
    const entries = names.flatMap((it) => this.#entries.get(it) ?? []);
    for (const state of INVALID) {
      const found = entries.find((it) => it.state === state);
      if (found) return markOf(found);
    }
    const mismatch = findings.find((it) => MISMATCH.test(it.rule) && speaksOf(it, directives));
    if (mismatch) return { state: "mismatched", file: names[0] ?? "", text: mismatch.message };
    const expiring = entries.find((it) => it.state === "expiring");
    return expiring && markOf(expiring);
  }
}

/** True if a finding, or a place that it refers to, lies in one of the directives. */
function speaksOf({ file, span, related }: Finding, directives: readonly Located[]): boolean {
  return [{ file, span }, ...related].some((place) =>
    directives.some(
      (it) =>
        it.file.path === place.file &&
        it.directive.span.start <= place.span.start &&
        place.span.end <= it.directive.span.end,
    ),
  );
}

function markOf({ state, name, daysLeft = 0 }: CertificateEntry): CertificateMark {
  return { state, file: name, text: `"${name}" ${validityInWords(state, daysLeft)}` };
}

/** For a sentence about a certificate: `expired 12 days ago`. */
export function validityInWords(state: CertificateState, daysLeft: number): string {
  if (state === "expired") {
    const ago = Math.max(0, -daysLeft - 1);
    return ago === 0 ? "expired today" : `expired ${counted(ago, "day")} ago`;
  }
  if (state === "not-yet-valid") return "is not valid yet";
  if (state === "unread") return "was not read";
  return daysLeft === 0 ? "expires today" : `expires in ${counted(daysLeft, "day")}`;
}
