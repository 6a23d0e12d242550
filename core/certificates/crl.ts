/** What a certificate revocation list says of itself. Its entries, which can be many, are only counted. */
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AuthorityKeyIdentifier,
  Extensions,
  Name,
  Time,
} from "@peculiar/asn1-x509";
import { readSignature, type Signature } from "./algorithms.ts";
import { childrenOf, type Element, elementAt, hex } from "./bytes.ts";
import { type DistinguishedName, readName } from "./names.ts";
import { timeOf } from "./x509.ts";

export interface Crl {
  readonly issuer: DistinguishedName;
  /** Milliseconds since 1970. */
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** How many certificates it revokes. */
  readonly entries: number;
  /** Hex. */
  readonly authorityKeyId: string | undefined;
  readonly signature: Signature;
}

/** Undefined if `der` is not a revocation list. */
export function readCrl(der: Uint8Array): Crl | undefined {
  try {
    const whole = elementAt(der, 0);
    const [list, algorithm, signature] = whole ? (childrenOf(der, whole) ?? []) : [];
    if (list?.tag !== SEQUENCE || !algorithm || signature?.tag !== BIT_STRING) return undefined;
    return readList(der, list, algorithm);
  } catch {
    return undefined;
  }
}

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;
const EXTENSIONS = 0xa0;

/** TBSCertList: version, signature, issuer, thisUpdate, nextUpdate, entries and extensions; three may be absent. */
function readList(der: Uint8Array, list: Element, algorithm: Element): Crl | undefined {
  const parts = [...(childrenOf(der, list) ?? [])];
  if (parts[0]?.tag === INTEGER) parts.shift();
  const [, issuer, thisUpdate] = parts.splice(0, 3);
  if (!issuer || !thisUpdate || !isTime(thisUpdate)) return undefined;
  const nextUpdate = parts[0] && isTime(parts[0]) ? parts.shift() : undefined;
  const entries = parts[0]?.tag === SEQUENCE ? childrenOf(der, parts[0]) : [];
  if (!entries) return undefined;
  const extensions = parts.find((it) => it.tag === EXTENSIONS);
  return {
    issuer: readName(AsnConvert.parse(bytesOf(der, issuer), Name)),
    thisUpdate: timeOf(AsnConvert.parse(bytesOf(der, thisUpdate), Time)),
    nextUpdate: nextUpdate && timeOf(AsnConvert.parse(bytesOf(der, nextUpdate), Time)),
    entries: entries.length,
    authorityKeyId: extensions && authorityKeyId(der.slice(extensions.start, extensions.end)),
    signature: readSignature(AsnConvert.parse(bytesOf(der, algorithm), AlgorithmIdentifier)),
  };
}

/** UTCTime or GeneralizedTime. */
function isTime({ tag }: Element): boolean {
  return tag === 0x17 || tag === 0x18;
}

function authorityKeyId(extensions: Uint8Array): string | undefined {
  const all = Array.from(AsnConvert.parse(extensions, Extensions));
  const found = all.find((it) => it.extnID === "2.5.29.35");
  const id =
    found && AsnConvert.parse(found.extnValue.buffer, AuthorityKeyIdentifier).keyIdentifier;
  return id && hex(new Uint8Array(id.buffer));
}

function bytesOf(der: Uint8Array, { from, end }: Element): Uint8Array {
  return der.slice(from, end);
}
