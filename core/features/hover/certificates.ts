/** What a file of TLS that a directive names holds. Never more of a key than its type and size. */

import { isSelfIssued, mayHaveIssued } from "../../certificates/chain.ts";
import { DAY, dateOf, daysIn } from "../../certificates/days.ts";
import type { FileFacts, ReadFile, UnreadFile } from "../../certificates/file-facts.ts";
import { coversHost, isAddress, namesOf } from "../../certificates/host-names.ts";
import { belongTogether, firstKeyOf, leafOf } from "../../certificates/pairing.ts";
import type { PemCertificate, PemCrl, PemPrivateKey } from "../../certificates/pem.ts";
import type { X509 } from "../../certificates/x509.ts";
import type { Identity } from "../../config/identities.ts";
import { serversWith } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import { pathNamed } from "../../config/tls-files.ts";
import { TLS_FILES, type TlsFileRole } from "../../knowledge/tls-files.ts";
import { counted } from "../../text.ts";
import { bounded, bullets, code, paragraphs, placeLink, plain } from "../markdown.ts";
import type { Subject } from "./request.ts";

const MOST = 10;

/** Undefined where the directive names no file of TLS, or nobody looked. */
export function fileSection(subject: Subject): string | undefined {
  const role = TLS_FILES.get(subject.located.directive.name.text);
  const path = role && pathNamed(subject.config, subject.located);
  const facts = path === undefined ? undefined : subject.files.get(path);
  if (!role || path === undefined || !facts) return undefined;
  if (facts.status !== "read") return unread(facts, path);
  return readers[role](facts, subject) ?? foreign(facts);
}

function unread({ status }: UnreadFile, path: string): string {
  const why = {
    missing: "is not on this machine",
    denied: "can't be read by this user",
    "not-a-file": "is no plain file",
    "too-large": "is too large to be a file of TLS",
    failed: "can't be read",
  }[status];
  return `${code(path)} ${why}.`;
}

type Reader = (facts: ReadFile, subject: Subject) => string | undefined;

const readers: Readonly<Record<TlsFileRole, Reader>> = {
  certificate: certificateFile,
  key: keyFile,
  authorities: authoritiesFile,
  crl: crlFile,
  "dh-parameters": dhFile,
  "ticket-key": ({ size }) =>
    TICKET_KEYS[size] ?? `⚠ ${size} bytes: nginx takes 48 (AES-128) or 80 (AES-256).`,
  passwords: ({ lines }) =>
    lines ? `${counted(lines.count, "password")}, tried in turn.` : "A file of passwords.",
  "ocsp-response": ({ size }) => `An OCSP response of ${size} bytes.`,
  "ech-keys": ({ size }) => `Keys for Encrypted Client Hello, ${size} bytes.`,
  "host-key": ({ size }) => `A key for QUIC, ${size} bytes.`,
};

const TICKET_KEYS: Readonly<Record<number, string>> = {
  48: "A ticket key for AES-128 (48 bytes).",
  80: "A ticket key for AES-256 (80 bytes).",
};

function foreign({ pem }: ReadFile): string {
  const form = pem.form === undefined ? "" : `: it is ${pem.form}`;
  return `⚠ nginx finds nothing that it can use in this file${plain(form)}.`;
}

function certificateFile(facts: ReadFile, subject: Subject): string | undefined {
  const leaf = leafOf(facts.pem);
  if (!leaf) return undefined;
  const chain = facts.pem.blocks.filter((it) => it.kind === "certificate");
  return paragraphs(
    `**${plain(leaf.x509?.commonName || leaf.subject || "Certificate")}**`,
    bullets([
      ...(leaf.x509 ? describe(leaf.x509, subject.now) : [`key: ${plain(leaf.keyType)}`]),
      ...chainLines(chain),
      ...partnerLine(subject),
      ...nameLines(leaf, subject),
    ]),
  );
}

function describe(certificate: X509, now: number): string[] {
  const names = namesOf(certificate)
    .filter((it) => it !== "")
    .map(code);
  const { subject, issuer, signature, key, serial, extendedKeyUsage } = certificate;
  return [
    `subject: ${plain(subject.text || "empty")}`,
    `names: ${names.length === 0 ? "⚠ none" : bounded(names, MOST).join(", ")}`,
    `issuer: ${plain(issuer.text || "empty")}`,
    validity(certificate, now),
    `key: ${plain(keyWords(key.type, key.bits, key.curve))}, signed with ${plain(signature.name)}`,
    ...(extendedKeyUsage ? [`for: ${plain(extendedKeyUsage.join(", "))}`] : []),
    `serial ${code(serial)}`,
  ];
}

function keyWords(type: string, bits: number | undefined, curve: string | undefined): string {
  if (curve !== undefined) return `${type} ${curve}`;
  return bits === undefined ? type : `${type} with ${bits} bits`;
}

/** E.g. `valid 2026-01-01 to 2026-03-31: 40 days left`. */
function validity({ notBefore, notAfter }: X509, now: number): string {
  const span = `valid ${dateOf(notBefore)} to ${dateOf(notAfter)}`;
  if (now < notBefore) return `${span}: ⚠ **not yet**, in ${daysIn(notBefore - now)}`;
  if (now > notAfter) return `${span}: ⚠ **expired** ${daysIn(now - notAfter)} ago`;
  const left = notAfter - now;
  return `${span}: **${daysIn(left)} left**${left < 14 * DAY ? " ⚠" : ""}`;
}

/** The other certificates of the file, and what is wrong with their order. */
function chainLines(chain: readonly PemCertificate[]): string[] {
  const [leaf, ...others] = chain;
  if (!leaf?.x509) return [];
  if (others.length === 0) {
    return [
      isSelfIssued(leaf.x509)
        ? "chain: self-signed"
        : "chain: only this certificate, no intermediate",
    ];
  }
  const names = chain.map((it) => plain(it.x509?.commonName ?? it.subject));
  const broken = others.findIndex((it, at) => {
    const below = chain[at]?.x509;
    return it.x509 && below && !mayHaveIssued(it.x509, below);
  });
  const warning = broken < 0 ? "" : ` ⚠ number ${broken + 2} did not issue the one before it`;
  return [`chain: ${bounded(names, MOST).join(" ← ")}${warning}`];
}

/** The identities that use the directive, with its position in their list. */
function identitiesOf({ config, places }: Subject): readonly (readonly [Identity, number])[] {
  return config.identities.flatMap((it) => {
    const inCertificates = it.certificates.findIndex((one) => places.includes(one));
    const at =
      inCertificates < 0 ? it.keys.findIndex((one) => places.includes(one)) : inCertificates;
    return at < 0 ? [] : [[it, at] as const];
  });
}

function factsAt(located: Located | undefined, subject: Subject): ReadFile | undefined {
  const path = located && pathNamed(subject.config, located);
  const facts: FileFacts | undefined = path === undefined ? undefined : subject.files.get(path);
  return facts?.status === "read" ? facts : undefined;
}

/** Whether certificate and key belong together, from either side. */
function partnerLine(subject: Subject): string[] {
  const lines = identitiesOf(subject).flatMap(([identity, at]) => {
    const [certificate, key] = [identity.certificates[at], identity.keys[at]];
    const leaf = leafOf(factsAt(certificate, subject)?.pem ?? { blocks: [] });
    const first = firstKeyOf(factsAt(key, subject)?.pem ?? { blocks: [] });
    const isKey = key !== undefined && subject.places.includes(key);
    const other = isKey ? certificate : key;
    if (!other || !leaf || !first) return [];
    const together = belongTogether(leaf, first);
    const name = `${isKey ? "certificate" : "key"} ${code(other.directive.args[0]?.text ?? "")}`;
    const place = placeLink(other, subject.linkTo);
    if (together === undefined) return [`whether it fits its ${name} (${place}) can't be told`];
    return [`${together ? "✓ fits" : "⚠ **does not fit**"} its ${name} (${place})`];
  });
  return [...new Set(lines)];
}

/** Which names of the servers that present it it is good for; for a client certificate none count. */
function nameLines(leaf: PemCertificate, subject: Subject): string[] {
  const { x509 } = leaf;
  if (!x509 || subject.located.directive.name.text !== "ssl_certificate") return [];
  const servers = subject.places.flatMap((it) => serversWith(it, subject.config));
  const names = new Set(servers.flatMap((it) => it.names).filter(isPlainName));
  if (names.size === 0) return [];
  const all = [...names].map((it) => `${coversHost(x509, it) ? "✓" : "⚠ not"} ${code(it)}`);
  return [`good for \`server_name\`: ${bounded(all, MOST).join(", ")}`];
}

function isPlainName(name: string): boolean {
  return /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\.?$/i.test(name) && !isAddress(name);
}

function keyFile(facts: ReadFile, subject: Subject): string | undefined {
  const key = firstKeyOf(facts.pem);
  if (!key) return undefined;
  return paragraphs(
    "**Private key**",
    bullets([privateKeyWords(key), ...partnerLine(subject), ...access(facts)]),
  );
}

function privateKeyWords(key: PemPrivateKey): string {
  if (key.encrypted) return "encrypted: nginx needs the passphrase from a password file";
  return `${plain(keyWords(key.keyType, key.bits, key.curve))}, not encrypted`;
}

function access({ access: who }: ReadFile): string[] {
  if (!who) return [];
  const mode = (who.mode & 0o777).toString(8).padStart(4, "0");
  const open = (who.mode & 0o004) !== 0 ? " ⚠ everybody on this machine can read it" : "";
  return [
    `mode ${code(mode)}${who.owner === undefined ? "" : `, owner ${plain(who.owner)}`}${open}`,
  ];
}

function authoritiesFile(facts: ReadFile, { now }: Subject): string | undefined {
  const all = facts.pem.blocks.filter((it) => it.kind === "certificate");
  if (all.length === 0) return undefined;
  const lines = all.map(({ subject, x509 }) => {
    const name = plain(x509?.commonName ?? subject);
    if (!x509) return name;
    return `${name}, until ${dateOf(x509.notAfter)}${now > x509.notAfter ? " ⚠ expired" : ""}`;
  });
  return paragraphs(`**${counted(all.length, "CA certificate")}**`, bullets(bounded(lines, MOST)));
}

function crlFile({ pem }: ReadFile, { now }: Subject): string | undefined {
  const lists = pem.blocks.filter((it) => it.kind === "crl");
  if (lists.length === 0) return undefined;
  const lines = lists.map((it) => crlWords(it, now));
  return paragraphs(
    `**${counted(lists.length, "revocation list")}**`,
    bullets(bounded(lines, MOST)),
  );
}

function crlWords({ issuer, thisUpdate, nextUpdate, entries }: PemCrl, now: number): string {
  const until = nextUpdate === undefined ? "" : `, next ${dateOf(nextUpdate)}`;
  const late =
    nextUpdate !== undefined && now > nextUpdate
      ? " ⚠ expired: every certificate of this CA is refused"
      : "";
  return `of ${plain(issuer.text)}: ${entries} revoked, of ${dateOf(thisUpdate)}${until}${late}`;
}

function dhFile({ pem }: ReadFile): string | undefined {
  const found = pem.blocks.find((it) => it.kind === "dh-parameters");
  if (!found) return undefined;
  const weak = found.bits < 2048 ? " ⚠ too small" : "";
  return `Diffie-Hellman parameters with a prime of ${found.bits} bits${weak}.`;
}
