/** Names of the algorithms in certificates. */
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from "@peculiar/asn1-x509";
import { bitsOfFirstInteger, elementAt, hex } from "./bytes.ts";

/** Key types as OpenSSL sorts them into certificate slots. */
export type KeyType = "RSA" | "RSA-PSS" | "DSA" | "EC" | "Ed25519" | "Ed448" | "unknown";

export interface PublicKey {
  readonly type: KeyType;
  /** Of the RSA modulus or the curve's order; undefined where that is not known. */
  readonly bits: number | undefined;
  /** OpenSSL's name of the curve, e.g. `prime256v1`; its OID if it has none here. */
  readonly curve: string | undefined;
}

export function readPublicKey({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): PublicKey {
  const type = KEY_TYPES.get(algorithm.algorithm) ?? "unknown";
  if (type === "RSA" || type === "RSA-PSS") {
    const bits = bitsOfFirstInteger(new Uint8Array(subjectPublicKey));
    return { type, bits, curve: undefined };
  }
  if (type !== "EC" || !algorithm.parameters) return { type, bits: undefined, curve: undefined };
  const oid = readOid(new Uint8Array(algorithm.parameters));
  const curve = oid === undefined ? undefined : CURVES.get(oid);
  return { type, bits: curve?.bits, curve: curve?.name ?? oid };
}

export interface Signature {
  /** E.g. `sha256WithRSAEncryption`; the OID if it has no name here. */
  readonly name: string;
  /** The hash that is signed, e.g. `sha1`; undefined where the algorithm has none or is not known. */
  readonly hash: string | undefined;
}

/** The name of a signature algorithm, else its object identifier, and the hash that is signed where there is one. */
export function readSignature({ algorithm, parameters }: AlgorithmIdentifier): Signature {
  const known = SIGNATURES.get(algorithm);
  if (known) return { name: known, hash: /md\d|sha3-\d+|sha\d+/i.exec(known)?.[0].toLowerCase() };
  if (algorithm !== RSASSA_PSS) return { name: algorithm, hash: undefined };
  const text = parameters ? hex(new Uint8Array(parameters)) : "";
  // Without a hash of their own, the parameters mean SHA-1 (RFC 4055 section 3.1).
  const hash = PSS_HASHES.find(([pattern]) => text.includes(pattern))?.[1] ?? "sha1";
  return { name: "rsassaPss", hash };
}

const RSASSA_PSS = "1.2.840.113549.1.1.10";

/** OIDs of hashes, as DER in hex. */
const PSS_HASHES: readonly (readonly [string, string])[] = [
  ["0609608648016503040201", "sha256"],
  ["0609608648016503040202", "sha384"],
  ["0609608648016503040203", "sha512"],
  ["0609608648016503040204", "sha224"],
];

const KEY_TYPES: ReadonlyMap<string, KeyType> = new Map([
  ["1.2.840.113549.1.1.1", "RSA"],
  [RSASSA_PSS, "RSA-PSS"],
  ["1.2.840.10040.4.1", "DSA"],
  ["1.2.840.10045.2.1", "EC"],
  ["1.3.101.112", "Ed25519"],
  ["1.3.101.113", "Ed448"],
]);

const CURVES: ReadonlyMap<string, { readonly name: string; readonly bits: number }> = new Map([
  ["1.2.840.10045.3.1.1", { name: "prime192v1", bits: 192 }],
  ["1.2.840.10045.3.1.7", { name: "prime256v1", bits: 256 }],
  ["1.3.132.0.10", { name: "secp256k1", bits: 256 }],
  ["1.3.132.0.33", { name: "secp224r1", bits: 224 }],
  ["1.3.132.0.34", { name: "secp384r1", bits: 384 }],
  ["1.3.132.0.35", { name: "secp521r1", bits: 521 }],
  ["1.3.36.3.3.2.8.1.1.7", { name: "brainpoolP256r1", bits: 256 }],
  ["1.3.36.3.3.2.8.1.1.11", { name: "brainpoolP384r1", bits: 384 }],
  ["1.3.36.3.3.2.8.1.1.13", { name: "brainpoolP512r1", bits: 512 }],
]);

const SIGNATURES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.2", "md2WithRSAEncryption"],
  ["1.2.840.113549.1.1.4", "md5WithRSAEncryption"],
  ["1.2.840.113549.1.1.5", "sha1WithRSAEncryption"],
  ["1.3.14.3.2.29", "sha1WithRSA"],
  ["1.2.840.113549.1.1.14", "sha224WithRSAEncryption"],
  ["1.2.840.113549.1.1.11", "sha256WithRSAEncryption"],
  ["1.2.840.113549.1.1.12", "sha384WithRSAEncryption"],
  ["1.2.840.113549.1.1.13", "sha512WithRSAEncryption"],
  ["1.2.840.10040.4.3", "dsa-with-SHA1"],
  ["2.16.840.1.101.3.4.3.2", "dsa-with-SHA256"],
  ["1.2.840.10045.4.1", "ecdsa-with-SHA1"],
  ["1.2.840.10045.4.3.1", "ecdsa-with-SHA224"],
  ["1.2.840.10045.4.3.2", "ecdsa-with-SHA256"],
  ["1.2.840.10045.4.3.3", "ecdsa-with-SHA384"],
  ["1.2.840.10045.4.3.4", "ecdsa-with-SHA512"],
  ["1.3.101.112", "Ed25519"],
  ["1.3.101.113", "Ed448"],
]);

/** The object identifier that `der` is, in dots. */
function readOid(der: Uint8Array): string | undefined {
  const element = elementAt(der, 0);
  if (element?.tag !== 0x06) return undefined;
  const numbers: number[] = [];
  let number = 0;
  for (const byte of der.subarray(element.start, element.end)) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join(".");
}
