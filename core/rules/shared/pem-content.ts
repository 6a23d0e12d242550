/** In words, what a file holds in place of what nginx looks for. */
import type { PemBroken, PemFile } from "../../certificates/pem.ts";
import type { Severity } from "../../severity.ts";

/** E.g. `holds a private key`; an empty file `is empty`. */
export function describeContent(file: PemFile): string {
  const kinds = new Set(file.blocks.map((it) => it.kind));
  const labels = file.blocks.flatMap((it) => (it.kind === "other" ? [it.label] : []));
  if (kinds.has("certificate")) return "holds a certificate";
  if (kinds.has("private-key")) return "holds a private key";
  if (kinds.has("crl")) return "holds a revocation list";
  if (kinds.has("dh-parameters")) return "holds Diffie-Hellman parameters";
  for (const label of labels) {
    const name = LABELS.find(([pattern]) => pattern.test(label))?.[1];
    return name === undefined ? `holds "${label}"` : `holds ${name}`;
  }
  return file.form === undefined ? "holds no PEM block" : FORMS[file.form];
}

/**
 * What is wrong with a block, `what`, of a file; an error if nginx surely refuses it, a warning if it may be able to
 * read what could not be read here.
 */
export function defectOf(
  { flaw }: PemBroken,
  what: string,
  path: string,
): { readonly message: string; readonly severity: Severity } {
  if (flaw === "glued") {
    const message = `two blocks in "${path}" are joined without a line break between them`;
    return { message, severity: "error" };
  }
  if (flaw === "cut") {
    const message = `${what} in "${path}" is cut off: its END line is missing`;
    return { message, severity: "error" };
  }
  if (flaw === "blank-line") {
    return { message: `${what} in "${path}" has a blank line in it`, severity: "error" };
  }
  return { message: `${what} in "${path}" can't be decoded`, severity: "warning" };
}

/** What to call a broken block of a file: `what` if it has one of the labels, else by its own. */
export function namedBlock(
  block: PemBroken,
  hasLabel: (label: string) => boolean,
  what: string,
): string {
  return hasLabel(block.label) ? what : `the block "${block.label}"`;
}

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/CERTIFICATE REQUEST$/, "a certificate request"],
  [/^(PKCS7|PKCS #7 SIGNED DATA|CMS)$/, "PKCS#7, which nginx can't read"],
  [/PUBLIC KEY$/, "a public key"],
  [/^OPENSSH PRIVATE KEY$/, "a key in OpenSSH's format, which nginx can't read"],
  [/^EC PARAMETERS$/, "the name of a curve"],
];

const FORMS: Readonly<Record<NonNullable<PemFile["form"]>, string>> = {
  empty: "is empty",
  DER: "is DER, but nginx reads only PEM",
  "PKCS#7": "is PKCS#7, but nginx reads only PEM",
  "PKCS#12": "is PKCS#12, but nginx reads only PEM",
  "UTF-16": "is UTF-16 text, which nginx can't read",
  indented: "is indented, but PEM lines start at the first column",
};
