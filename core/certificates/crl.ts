/** What a certificate revocation list says of itself. */
import { AsnConvert } from "@peculiar/asn1-schema";
import { AuthorityKeyIdentifier, CertificateList } from "@peculiar/asn1-x509";
import { readSignature, type Signature } from "./algorithms.ts";
import { hex } from "./bytes.ts";
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
    const { tbsCertList, signatureAlgorithm } = AsnConvert.parse(der, CertificateList);
    const { issuer, thisUpdate, nextUpdate, revokedCertificates, crlExtensions } = tbsCertList;
    const authority = crlExtensions?.find((it) => it.extnID === "2.5.29.35");
    const keyId =
      authority &&
      AsnConvert.parse(authority.extnValue.buffer, AuthorityKeyIdentifier).keyIdentifier;
    return {
      issuer: readName(issuer),
      thisUpdate: timeOf(thisUpdate),
      nextUpdate: nextUpdate && timeOf(nextUpdate),
      entries: revokedCertificates?.length ?? 0,
      authorityKeyId: keyId && hex(new Uint8Array(keyId.buffer)),
      signature: readSignature(signatureAlgorithm),
    };
  } catch {
    return undefined;
  }
}
