/** How certificates are related, as far as their names and key identifiers tell (X509_check_issued). */
import type { X509 } from "./x509.ts";

/** True if `issuer` can have signed `subject`. No signature is checked. */
export function mayHaveIssued(issuer: X509, subject: X509): boolean {
  const [own, wanted] = [issuer.subjectKeyId, subject.authorityKeyId];
  const sameKey = own === undefined || wanted === undefined || own === wanted;
  return issuer.subject.key === subject.issuer.key && sameKey;
}

/** True if a certificate names itself as its issuer, as roots do, and certificates that nobody else signed. */
export function isSelfIssued(certificate: X509): boolean {
  return mayHaveIssued(certificate, certificate);
}

/** True if OpenSSL takes a certificate for that of a CA: by its constraints, or for a root of version 1. */
export function isCa(certificate: X509): boolean {
  if (certificate.constraints) return certificate.constraints.isCa;
  return certificate.version === 1 && isSelfIssued(certificate);
}
