/** What a certificate says, in plain data. */
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type GeneralName,
  KeyUsage,
  type KeyUsageType,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  type Time,
} from "@peculiar/asn1-x509";
import { type PublicKey, readPublicKey, readSignature, type Signature } from "./algorithms.ts";
import { elementAt, hex } from "./bytes.ts";
import { commonNameOf, type DistinguishedName, readName } from "./names.ts";
import { identifyingBytes } from "./public-key-id.ts";

export interface X509 {
  readonly version: 1 | 2 | 3;
  /** Hex. */
  readonly serial: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly commonName: string | undefined;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Undefined without the extension. */
  readonly alternativeNames: AlternativeNames | undefined;
  /** What BasicConstraints say; undefined without them. */
  readonly constraints:
    | { readonly isCa: boolean; readonly pathLength: number | undefined }
    | undefined;
  /** Undefined without the extension: any use. */
  readonly keyUsage: readonly KeyUsageType[] | undefined;
  /** Purposes, by name where it is known here, else by OID; undefined without the extension: any. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  /** Hex. */
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
  readonly crlUrls: readonly string[];
  readonly key: PublicKey;
  readonly signature: Signature;
  /** True if it demands a stapled OCSP answer (RFC 7633). */
  readonly mustStaple: boolean;
  /** True if it was logged publicly (RFC 6962), as those of the CAs that browsers trust are. */
  readonly isLogged: boolean;
  /** Hex SHA-256 of the whole. */
  readonly fingerprint: string;
  /** What identifies the public key, in hex SHA-256. */
  readonly publicKeyHash: string;
}

export interface AlternativeNames {
  readonly dns: readonly string[];
  /** As text, e.g. `192.0.2.1` or `2001:db8::1`. */
  readonly ip: readonly string[];
  /** E.g. `email:a@example.com`. */
  readonly other: readonly string[];
}

/** Undefined if `der` is not a certificate. Bytes behind it, as in a TRUSTED CERTIFICATE, don't count. */
export function readX509(der: Uint8Array, sha256: (bytes: Uint8Array) => string): X509 | undefined {
  try {
    const whole = elementAt(der, 0);
    if (!whole) return undefined;
    const bytes = der.slice(0, whole.end);
    return factsOf(AsnConvert.parse(bytes, Certificate), bytes, sha256);
  } catch {
    return undefined;
  }
}

function factsOf(
  { tbsCertificate: tbs, signatureAlgorithm }: Certificate,
  der: Uint8Array,
  sha256: (bytes: Uint8Array) => string,
): X509 {
  const extensions = new Map(
    Array.from(tbs.extensions ?? [], (it) => [it.extnID, it.extnValue.buffer] as const),
  );
  const read = <T>(oid: string, type: new () => T): T | undefined => {
    const value = extensions.get(oid);
    return value && AsnConvert.parse(value, type);
  };
  const access = Array.from(read("1.3.6.1.5.5.7.1.1", AuthorityInfoAccessSyntax) ?? []);
  const urlsOf = (method: string): string[] =>
    access.filter((it) => it.accessMethod === method).flatMap((it) => urlOf(it.accessLocation));
  const authority = read("2.5.29.35", AuthorityKeyIdentifier)?.keyIdentifier?.buffer;
  const subjectKey = read("2.5.29.14", SubjectKeyIdentifier)?.buffer;
  return {
    version: VERSIONS[tbs.version] ?? 3,
    serial: hex(new Uint8Array(tbs.serialNumber)),
    subject: readName(tbs.subject),
    issuer: readName(tbs.issuer),
    commonName: commonNameOf(tbs.subject),
    notBefore: timeOf(tbs.validity.notBefore),
    notAfter: timeOf(tbs.validity.notAfter),
    alternativeNames: alternativeNames(read("2.5.29.17", SubjectAlternativeName)),
    constraints: constraintsOf(read("2.5.29.19", BasicConstraints)),
    keyUsage: read("2.5.29.15", KeyUsage)?.toJSON(),
    extendedKeyUsage: purposes(read("2.5.29.37", ExtendedKeyUsage)),
    subjectKeyId: subjectKey && hex(new Uint8Array(subjectKey)),
    authorityKeyId: authority && hex(new Uint8Array(authority)),
    ocspUrls: urlsOf("1.3.6.1.5.5.7.48.1"),
    issuerUrls: urlsOf("1.3.6.1.5.5.7.48.2"),
    crlUrls: Array.from(read("2.5.29.31", CRLDistributionPoints) ?? []).flatMap(
      (it) => it.distributionPoint?.fullName?.flatMap(urlOf) ?? [],
    ),
    key: readPublicKey(tbs.subjectPublicKeyInfo),
    signature: readSignature(signatureAlgorithm),
    mustStaple: extensions.has("1.3.6.1.5.5.7.1.24"),
    isLogged: extensions.has("1.3.6.1.4.1.11129.2.4.2"),
    fingerprint: sha256(der),
    publicKeyHash: sha256(
      identifyingBytes(new Uint8Array(AsnConvert.serialize(tbs.subjectPublicKeyInfo))),
    ),
  };
}

const VERSIONS: readonly X509["version"][] = [1, 2, 3];

/** Throws for a time that is none: the certificate can't be judged then. */
export function timeOf(time: Time): number {
  const value = time.getTime().getTime();
  if (Number.isNaN(value)) throw new RangeError("not a time");
  return value;
}

function urlOf({ uniformResourceIdentifier }: GeneralName): string[] {
  return uniformResourceIdentifier === undefined ? [] : [uniformResourceIdentifier];
}

function constraintsOf(value: BasicConstraints | undefined): X509["constraints"] {
  return value && { isCa: value.cA, pathLength: value.pathLenConstraint };
}

function alternativeNames(value: SubjectAlternativeName | undefined): AlternativeNames | undefined {
  if (!value) return undefined;
  const names = Array.from(value);
  return {
    dns: names.flatMap((it) => it.dNSName ?? []),
    ip: names.flatMap((it) => it.iPAddress ?? []),
    other: names.flatMap((it) => {
      if (it.rfc822Name !== undefined) return `email:${it.rfc822Name}`;
      if (it.directoryName) return `DirName:${readName(it.directoryName).text}`;
      return urlOf(it).map((url) => `URI:${url}`);
    }),
  };
}

function purposes(value: ExtendedKeyUsage | undefined): readonly string[] | undefined {
  return value && Array.from(value, (it) => PURPOSES.get(it) ?? it);
}

/** OpenSSL's short names. */
const PURPOSES: ReadonlyMap<string, string> = new Map([
  ["2.5.29.37.0", "anyExtendedKeyUsage"],
  ["1.3.6.1.5.5.7.3.1", "serverAuth"],
  ["1.3.6.1.5.5.7.3.2", "clientAuth"],
  ["1.3.6.1.5.5.7.3.3", "codeSigning"],
  ["1.3.6.1.5.5.7.3.4", "emailProtection"],
  ["1.3.6.1.5.5.7.3.8", "timeStamping"],
  ["1.3.6.1.5.5.7.3.9", "OCSPSigning"],
]);
