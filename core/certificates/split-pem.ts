/** Cuts a PEM file into its blocks as OpenSSL's `PEM_read_bio` does. Nothing is decoded here. */
import type { ForeignForm, PemFlaw } from "./pem.ts";

export interface PemSection {
  /** What stands after `BEGIN `. */
  readonly label: string;
  /** True if the block says that its content needs a pass phrase. */
  readonly encrypted: boolean;
  /** The block from its BEGIN to its END line; undefined if OpenSSL refuses its lines, whatever they say. */
  readonly text: string | undefined;
  /** Why there is no text. */
  readonly flaw: PemFlaw | undefined;
}

const BEGIN = /^-----BEGIN (.+)-----$/;

/** OpenSSL reads longer lines in parts of this size. */
const LINE_SIZE = 254;

/** What OpenSSL cuts off at the end of a line: blanks, control characters and, as `char` is mostly signed, all but ASCII. */
const TRAIL = /[^!-\u007F]+$/;

/**
 * The blocks of `text` in file order. A block starts only at the start of a line (an indented one is
 * no block); trailing blanks, CRLF and a byte order mark do not matter. Text between blocks is skipped.
 */
export function splitPem(text: string): PemSection[] {
  const lines = text
    .replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, "")
    .split("\n")
    .flatMap(inParts)
    .map((line) => line.replace(TRAIL, ""));
  const sections: PemSection[] = [];
  for (let at = 0; at < lines.length; at++) {
    const label = BEGIN.exec(lines[at] ?? "")?.[1];
    if (label === undefined) continue;
    const end = endOf(lines, at + 1);
    const block = lines.slice(at, end + 1);
    const flaw = flawOf(label, block);
    sections.push({
      label,
      encrypted: label === "ENCRYPTED PRIVATE KEY" || block.some(isEncryptionHeader),
      text: flaw ? undefined : `${block.join("\n")}\n`,
      flaw,
    });
    at = end;
  }
  return sections;
}

function inParts(line: string): string[] {
  if (line.length <= LINE_SIZE) return [line];
  const count = Math.ceil(line.length / LINE_SIZE);
  return Array.from({ length: count }, (_, part) =>
    line.slice(part * LINE_SIZE, (part + 1) * LINE_SIZE),
  );
}

function flawOf(label: string, block: readonly string[]): PemFlaw | undefined {
  const last = block.at(-1) ?? "";
  if (/^-----END .+-----BEGIN /.test(last)) return "glued";
  if (last !== `-----END ${label}-----`) return "cut";
  // What stands before a blank line is a header, and there is but one. Of keys a short one is not looked at.
  const blank = block.indexOf("", 1);
  const header = block.slice(1, Math.max(blank, 1)).join("\n");
  const isShort = header === "" || (isPrivateKeyLabel(label) && header.length < 10);
  return isShort || header.startsWith("Proc-Type:") ? undefined : "blank-line";
}

/** The labels nginx takes for a certificate. */
export function isCertificateLabel(label: string): boolean {
  return /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);
}

/** The labels nginx takes for a private key. */
export function isPrivateKeyLabel(label: string): boolean {
  return /^(RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY$/.test(label);
}

/** The DER content of a block without header lines; empty if it is not base64. Blanks in it do not matter. */
export function base64Of(section: string): string {
  const body = section
    .split("\n")
    .slice(1, -2)
    .join("")
    .replace(/[ \t\r]/g, "");
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
