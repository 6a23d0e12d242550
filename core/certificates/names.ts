/** Distinguished names: for people, and for comparing them as OpenSSL does. */
import type { Name } from "@peculiar/asn1-x509";

export interface DistinguishedName {
  /** In one line, e.g. `CN=example.com, O=Example`. */
  readonly text: string;
  /** Equal for names that X509_NAME_cmp takes for equal: case, runs of blanks and string types don't count. */
  readonly key: string;
}

export function readName(name: Name): DistinguishedName {
  const parts: string[] = [];
  const keys: string[] = [];
  for (const relative of name) {
    const attributes = Array.from(relative, ({ type, value }) => ({
      type,
      text: value.toString(),
    }));
    parts.push(
      attributes.map(({ type, text }) => `${SHORT_NAMES.get(type) ?? type}=${text}`).join(" + "),
    );
    keys.push(
      attributes
        .map(({ type, text }) => `${type}=${canonical(text)}`)
        .sort()
        .join("+"),
    );
  }
  return { text: parts.join(", "), key: JSON.stringify(keys) };
}

/** The last common name, which is the most specific one. */
export function commonNameOf(name: Name): string | undefined {
  const attributes = Array.from(name).flatMap((it) => Array.from(it));
  return attributes.findLast((it) => it.type === "2.5.4.3")?.value.toString();
}

/** RFC 5280 section 7.1, as far as OpenSSL goes: only ASCII letters are folded. */
function canonical(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[A-Z]/g, (it) => it.toLowerCase());
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["2.5.4.3", "CN"],
  ["2.5.4.4", "SN"],
  ["2.5.4.5", "serialNumber"],
  ["2.5.4.6", "C"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.9", "street"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["2.5.4.12", "title"],
  ["2.5.4.42", "GN"],
  ["2.5.4.97", "organizationIdentifier"],
  ["0.9.2342.19200300.100.1.1", "UID"],
  ["0.9.2342.19200300.100.1.25", "DC"],
  ["1.2.840.113549.1.9.1", "emailAddress"],
]);
