/** Reads a file that the configuration names. Private keys are left to the one who can do it without keeping them. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bitsOfFirstInteger, childrenOf, elementAt, fromBase64, hex, latin1 } from "./bytes.ts";
import { readCrl } from "./crl.ts";
import type { FileContent, LineFacts } from "./file-facts.ts";
import type { PemBlock, PemCertificate, PemFile, PemPrivateKey } from "./pem.ts";
import {
  base64Of,
  foreignFormOf,
  isCertificateLabel,
  isPrivateKeyLabel,
  type PemSection,
  splitPem,
} from "./split-pem.ts";
import { readX509 } from "./x509.ts";

/** What only a cryptographic library can tell. A browser has none that answers at once. */
export interface KeyReader {
  /** Undefined if the certificate can't be decoded. */
  certificate(
    der: Uint8Array,
  ): Pick<PemCertificate, "keyType" | "publicKeyId" | "subject" | "signedByItself"> | undefined;
  /** Reads a whole block that is not encrypted. Undefined if the key can't be decoded. */
  privateKey(
    label: string,
    block: string,
  ): Pick<PemPrivateKey, "keyType" | "publicKeyId" | "bits" | "curve"> | undefined;
}

/** What the bytes of a file hold. Nothing of a key, a password or a ticket key is in the answer. */
export function inspectContent(bytes: Uint8Array, reader?: KeyReader): FileContent {
  const text = latin1(bytes);
  return { size: bytes.length, pem: inspectText(text, reader), lines: linesOf(text) };
}

/** `text` has a character for each byte. */
export function inspectText(text: string, reader?: KeyReader): PemFile {
  const blocks = splitPem(text).map((it) => inspectBlock(it, reader));
  const form = blocks.length === 0 ? foreignFormOf(text) : undefined;
  return form === undefined ? { blocks } : { blocks, form };
}

function inspectBlock(section: PemSection, reader: KeyReader | undefined): PemBlock {
  const { label, text, flaw } = section;
  if (text === undefined) return { kind: "broken", label, ...(flaw && { flaw }) };
  const read = READERS.find(([matches]) => matches(label))?.[1];
  if (!read) return { kind: "other", label };
  return read(section, text, reader) ?? { kind: "broken", label };
}

type BlockReader = (
  section: PemSection,
  text: string,
  reader: KeyReader | undefined,
) => PemBlock | undefined;

const READERS: readonly (readonly [(label: string) => boolean, BlockReader])[] = [
  [isCertificateLabel, certificate],
  [isPrivateKeyLabel, privateKey],
  [(label) => label === "X509 CRL", (_, text) => crl(text)],
  [(label) => /^(X9\.42 )?DH PARAMETERS$/.test(label), (_, text) => dhParameters(text)],
];

function certificate(
  { label }: PemSection,
  text: string,
  reader: KeyReader | undefined,
): PemBlock | undefined {
  const der = fromBase64(base64Of(text));
  const x509 = readX509(der, (bytes) => hex(sha256(bytes)));
  const read = reader?.certificate(der);
  if (reader ? !read : !x509 && !mayBeCertificate(der)) return undefined;
  return {
    kind: "certificate",
    keyType: x509?.key.type ?? "unknown",
    publicKeyId: x509?.publicKeyHash,
    subject: x509?.subject.text ?? "",
    ...read,
    ...(x509 && { x509 }),
    ...(label.startsWith("TRUSTED") && { hasTrustSettings: true }),
  };
}

/** True for a sequence of three parts: a certificate of a kind that only OpenSSL may know. */
function mayBeCertificate(der: Uint8Array): boolean {
  const whole = elementAt(der, 0);
  return whole?.tag === 0x30 && childrenOf(der, whole)?.length === 3;
}

function privateKey(
  { label, encrypted }: PemSection,
  text: string,
  reader: KeyReader | undefined,
): PemBlock | undefined {
  const nothing = { keyType: "unknown", publicKeyId: undefined } as const;
  const read = encrypted || !reader ? nothing : reader.privateKey(label, text);
  return read && { kind: "private-key", encrypted, ...read };
}

function crl(text: string): PemBlock | undefined {
  const read = readCrl(fromBase64(base64Of(text)));
  return read && { kind: "crl", ...read };
}

function dhParameters(text: string): PemBlock | undefined {
  const bits = bitsOfFirstInteger(fromBase64(base64Of(text)));
  return bits === undefined ? undefined : { kind: "dh-parameters", bits };
}

/** The longest line that nginx reads from a password file (NGX_SSL_PASSWORD_BUFFER_SIZE). */
const LONGEST_LINE = 4096;

/** As ngx_ssl_read_password_file counts: the last line needs no end. */
function linesOf(text: string): LineFacts {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return {
    count: lines.length,
    isFirstEmpty: /^\r?$/.test(lines[0] ?? ""),
    hasOuterBlank: lines.some((it) => /^[ \t]|[ \t]\r?$/.test(it)),
    hasTooLong: lines.some((it) => it.length >= LONGEST_LINE),
  };
}
