/** Which names a certificate is good for, as X509_check_host and X509_check_ip tell. */
import type { X509 } from "./x509.ts";

/** The names that clients may compare: those of the extension, or the common name where it has no DNS name. */
export function namesOf({ alternativeNames, commonName }: X509): readonly string[] {
  const { dns, ip } = alternativeNames ?? { dns: [], ip: [] };
  if (dns.length > 0) return [...dns, ...ip];
  return commonName === undefined ? ip : [...ip, commonName];
}

/** True if the certificate is good for a DNS name; one that begins with `*.` needs the same wildcard. */
export function coversHost(certificate: X509, host: string): boolean {
  const { alternativeNames, commonName } = certificate;
  const dns = alternativeNames?.dns ?? [];
  const names = dns.length > 0 || commonName === undefined ? dns : [commonName];
  const wanted = host.toLowerCase().replace(/\.$/, "");
  return names.some((it) => matches(it.toLowerCase(), wanted));
}

/** A wildcard stands for what is missing of the first label, itself among it. */
function matches(name: string, host: string): boolean {
  if (name === host) return true;
  if (!WILDCARD.test(name)) return false;
  const [before = "", after = ""] = name.split("*");
  if (!host.startsWith(before) || !host.endsWith(after)) return false;
  const isWholeLabel = before === "" && after.startsWith(".");
  if (!isWholeLabel && host.startsWith("xn--")) return false;
  const meant = host.slice(before.length, host.length - after.length);
  const isLong = host.length >= before.length + after.length + (isWholeLabel ? 1 : 0);
  return isLong && /^([a-z0-9-]*|\*)$/.test(meant);
}

/** At one end of the first label, which is no IDNA label, with two labels behind it at least (`valid_star`). */
const WILDCARD =
  /^(?!xn--)(\*|[a-z0-9]([a-z0-9-]*[a-z0-9])?\*|\*[a-z0-9-]*[a-z0-9])(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?){2,}$/;

/** True if the certificate has the address among its names. */
export function coversAddress({ alternativeNames }: X509, address: string): boolean {
  const wanted = expanded(address);
  return alternativeNames?.ip.some((it) => expanded(it) === wanted) ?? false;
}

/** The eight groups of an IPv6 address without leading zeros; an IPv4 address as it is. */
function expanded(address: string): string {
  const plain = address.replace(/^\[|\]$/g, "").toLowerCase();
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill("0"), ...after];
  return groups.map((it) => it.replace(/^0+(?=.)/, "")).join(":");
}

/** True for a name or address that no public CA would certify. */
export function isPrivateName(name: string): boolean {
  const plain = name.toLowerCase();
  if (isAddress(plain)) return PRIVATE_ADDRESS.test(plain);
  return !plain.includes(".") || PRIVATE_SUFFIX.test(plain);
}

/** True for an IPv4 or IPv6 address. */
export function isAddress(name: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(name);
}

/** RFC 6761, RFC 6762, RFC 8375, and what ICANN set aside for private use. */
const PRIVATE_SUFFIX =
  /\.(localhost|local|localdomain|internal|intranet|private|corp|home|lan|test|example|invalid|home\.arpa)$/;

const PRIVATE_ADDRESS =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[?(::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:))/;
