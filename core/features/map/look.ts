/** How protection is shown: a word, a line and an icon for each, so that nothing hangs on colour alone. */
import type { Protection } from "./model.ts";

/** Class of a line or label. "tls": what clients speak; whether they verify nginx is up to them. */
export type Look = "plain" | "local" | "unverified" | "tls" | "verified" | "mutual" | "unknown";

export interface LookFacts {
  readonly look: Look;
  /** What stands on the line. */
  readonly label: string;
  /** What it means, for the legend. */
  readonly meaning: string;
}

export const LOOKS: readonly LookFacts[] = [
  { look: "plain", label: "plain", meaning: "Not encrypted" },
  { look: "local", label: "plain, local", meaning: "Not encrypted, on this machine" },
  {
    look: "tls",
    label: "TLS",
    meaning: "From clients: encrypted with a certificate of this server",
  },
  {
    look: "unverified",
    label: "TLS, unverified",
    meaning: "To an upstream: encrypted, but any certificate is taken",
  },
  {
    look: "verified",
    label: "TLS, verified",
    meaning: "To an upstream: encrypted, and its certificate is verified",
  },
  { look: "mutual", label: "TLS, mutual", meaning: "Each side verifies the other's certificate" },
  { look: "unknown", label: "unknown", meaning: "Decided at run time, or passed through" },
];

/** Of clients' connections, and of those to an upstream. */
export function lookOf({ verdict, local }: Protection, side: "clients" | "upstream"): Look {
  if (verdict === "plain") return local ? "local" : "plain";
  if (verdict === "encrypted") return side === "clients" ? "tls" : "unverified";
  return verdict;
}

export function labelOf(look: Look): string {
  return LOOKS.find((it) => it.look === look)?.label ?? look;
}
