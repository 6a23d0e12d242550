/** What the certificate files in the examples of rules hold. */
import type { KeyType } from "../../certificates/algorithms.ts";
import type { PemBlock, PemCertificate, PemFile } from "../../certificates/pem.ts";
import type { X509 } from "../../certificates/x509.ts";

/** When the examples of rules are checked, in milliseconds since 1970. */
export const EXAMPLE_TIME: number = Date.UTC(2026, 0, 15);

/** A certificate file; equal ids make a pair. */
export function certificateFile(
  id: string,
  keyType: KeyType = "RSA",
  ...chain: PemBlock[]
): PemFile {
  const leaf = { kind: "certificate", keyType, publicKeyId: id, subject: `CN=${id}` } as const;
  return { blocks: [leaf, ...chain] };
}

/** A file with an RSA key, or another, that makes a pair with the certificate of this id. */
export function keyFile(id: string, keyType: KeyType = "RSA"): PemFile {
  return { blocks: [{ kind: "private-key", encrypted: false, keyType, publicKeyId: id }] };
}

export const ENCRYPTED_KEY_FILE: PemFile = {
  blocks: [{ kind: "private-key", encrypted: true, keyType: "unknown", publicKeyId: undefined }],
};

/** A certificate in an example; what is left out is as it should be at {@link EXAMPLE_TIME}. */
export interface CertificateSketch {
  /** Equal ids of a certificate and a key make a pair; default: the name. */
  readonly id?: string;
  readonly name: string;
  /** Name of the issuer; the own name for one that signed itself. Default: `Example CA`. */
  readonly issuer?: string;
  readonly isCa?: boolean;
  readonly key?: X509["key"];
  /** DNS names; default: the name. */
  readonly names?: readonly string[] | undefined;
  readonly addresses?: readonly string[];
  /** As Date.parse takes them. */
  readonly from?: string;
  readonly until?: string;
  readonly hash?: string;
  readonly keyUsage?: X509["keyUsage"];
  readonly purposes?: X509["extendedKeyUsage"];
  readonly ocspUrls?: readonly string[];
  readonly issuerUrls?: readonly string[];
}

const RSA_2048 = { type: "RSA", bits: 2048, curve: undefined } as const;

/** The certificate that a sketch is of: three months of validity, RSA 2048 and SHA-256 if it says nothing else. */
export function sketch(it: CertificateSketch): PemCertificate {
  const { name, id = name, issuer = "Example CA", key = RSA_2048, hash = "sha256" } = it;
  const named = (text: string) => ({ text: `CN=${text}`, key: text });
  const dns = "names" in it ? it.names : [name];
  const hasNames = dns !== undefined || it.addresses !== undefined;
  const x509: X509 = {
    version: 3,
    serial: "01",
    subject: named(name),
    issuer: named(issuer),
    commonName: name,
    notBefore: Date.parse(it.from ?? "2025-12-20"),
    notAfter: Date.parse(it.until ?? "2026-03-20"),
    alternativeNames: hasNames ? { dns: dns ?? [], ip: it.addresses ?? [], other: [] } : undefined,
    constraints: { isCa: it.isCa ?? false, pathLength: undefined },
    keyUsage: it.keyUsage,
    extendedKeyUsage: it.purposes,
    subjectKeyId: undefined,
    authorityKeyId: undefined,
    ocspUrls: it.ocspUrls ?? [],
    issuerUrls: it.issuerUrls ?? [],
    crlUrls: [],
    key,
    signature: { name: `${hash}WithRSAEncryption`, hash },
    mustStaple: false,
    isLogged: false,
    fingerprint: `${name} by ${issuer} until ${it.until}`,
    publicKeyHash: id,
  };
  return {
    kind: "certificate",
    keyType: key.type,
    publicKeyId: id,
    subject: `CN=${name}`,
    x509,
    signedByItself: name === issuer,
  };
}

/** A file with these certificates. */
export function sketches(...certificates: CertificateSketch[]): PemFile {
  return { blocks: certificates.map(sketch) };
}

/** A file with a revocation list of each of these issuers, in force until `until`, as Date.parse takes it. */
export function listFile(issuers: readonly string[], until = "2026-02-15"): PemFile {
  return {
    blocks: issuers.map((name) => ({
      kind: "crl",
      issuer: { text: `CN=${name}`, key: name },
      thisUpdate: Date.parse("2026-01-01"),
      nextUpdate: Date.parse(until),
      entries: 1,
      authorityKeyId: undefined,
      signature: { name: "sha256WithRSAEncryption", hash: "sha256" },
    })),
  };
}
