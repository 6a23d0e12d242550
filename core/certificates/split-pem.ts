/** Cuts a PEM file into its blocks as OpenSSL's `PEM_read_bio` does. Nothing is decoded here. */
import type { ForeignForm } from "./pem.ts";

export interface PemSection {
  /** What stands after `BEGIN `. */
  readonly label: string;
  /** True if the block says that its content needs a pass phrase. */
  readonly encrypted: boolean;
  /** The block from its BEGIN to its END line; undefined if it does not end as it should. */
  readonly text: string | undefined;
  /** True if the END line goes on with another BEGIN. */
  readonly isGlued: boolean;
}

const BEGIN = /^-----BEGIN (.+)-----$/;

/**
 * The blocks of `text` in file order. A block starts only at the start of a line (an indented one is
 * no block); trailing blanks, CRLF and a byte order mark do not matter. Text between blocks is skipped.
 */
export function splitPem(text: string): PemSection[] {
  const lines = text
    .replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const sections: PemSection[] = [];
  for (let at = 0; at < lines.length; at++) {
    const label = BEGIN.exec(lines[at] ?? "")?.[1];
    if (label === undefined) continue;
    const end = endOf(lines, at + 1);
    const block = lines.slice(at, end + 1);
    sections.push({
      label,
      encrypted: label === "ENCRYPTED PRIVATE KEY" || block.some(isEncryptionHeader),
      text: lines[end] === `-----END ${label}-----` ? `${block.join("\n")}\n` : undefined,
      isGlued: /^-----END .+-----BEGIN /.test(lines[end] ?? ""),
    });
    at = end;
  }
  return sections;
}

/** The labels nginx takes for a certificate. */
export function isCertificateLabel(label: string): boolean {
  return /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);
}

/** The labels nginx takes for a private key. */
export function isPrivateKeyLabel(label: string): boolean {
  return /^(RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY$/.test(label);
}

/** The DER content of a block without header lines; empty if it is not base64. */
export function base64Of(section: string): string {
  const body = section.split("\n").slice(1, -2).join("");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(body) && body.length % 4 === 0 ? body : "";
}

/** Index of the line that ends the block: an END line, the line before another BEGIN, or the last. */
function endOf(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("-----END ")) return at;
    if (line.startsWith("-----BEGIN ")) return at - 1;
  }
  return lines.length - 1;
}

/** What a text without PEM blocks is instead, as far as its start tells. A character stands for a byte. */
export function foreignFormOf(text: string): ForeignForm | undefined {
  if (text.trim() === "" || text === "\u00EF\u00BB\u00BF") return "empty";
  if (/^(\u00FF\u00FE|\u00FE\u00FF)?(-\0-\0|\0-\0-)/.test(text)) return "UTF-16";
  if (/^[ \t]+-----BEGIN /m.test(text)) return "indented";
  if (!/^0[\x80-\x84]/.test(text)) return undefined;
  const start = text.slice(2, 20);
  // A sequence with its length, then the version of PKCS#12: the integer 3.
  if (start.slice(0, 7).includes("\u0002\u0001\u0003")) return "PKCS#12";
  return start.includes(SIGNED_DATA) ? "PKCS#7" : "DER";
}

/** The object identifier 1.2.840.113549.1.7.2. */
const SIGNED_DATA = "\u0006\u0009\u002A\u0086\u0048\u0086\u00F7\u000D\u0001\u0007\u0002";

function isEncryptionHeader(line: string): boolean {
  return /^Proc-Type:\s*4,\s*ENCRYPTED$/.test(line);
}
