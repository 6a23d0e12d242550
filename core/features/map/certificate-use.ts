/** Every certificate that a configuration names: who uses it, and from when to when it is valid. */

import { DAY } from "../../certificates/days.ts";
import type { FilesByPath } from "../../certificates/file-facts.ts";
import type { PemBlock, PemCertificate } from "../../certificates/pem.ts";
import type { X509 } from "../../certificates/x509.ts";
import type { Config } from "../../config/config.ts";
import { isPlainPath, resolveFile } from "../../config/config.ts";
import { listenersOf, type VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import { compareTexts } from "../../text.ts";
import type { CertificateState, Member } from "./model.ts";
import { connectionName, placeOf, serverName } from "./names.ts";

/** "identity": shown to the other side; "trust": what the other side's certificate is checked against. */
export type CertificateRole = "identity" | "trust";

export interface CertificateEntry {
  /** As written. */
  readonly name: string;
  /** Where it lies; undefined for a name with variables, and for `data:` and `engine:`. */
  readonly path: string | undefined;
  readonly role: CertificateRole;
  /** Position in the file: 0 is the certificate itself, what follows its chain. */
  readonly index: number;
  readonly state: CertificateState;
  /** In words: why it was not read, or who it is for. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses that it is valid for. */
  readonly names: readonly string[];
  readonly key: string;
  /** Milliseconds since 1970; undefined unless it was read. */
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  /** Whole days; negative once it has expired. */
  readonly daysLeft: number | undefined;
  /** The directives that name the file, and the servers and hops where they count. */
  readonly places: readonly Member[];
  readonly uses: readonly Member[];
}

export interface CertificateFacts {
  readonly files: FilesByPath;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** In a file of more than these, CAs are summed up: the first that expires stands for all. */
const MOST_CAS = 5;

/** Soonest end first; those that could not be read come last. */
export function certificatesOf(
  config: Config,
  facts: CertificateFacts,
): readonly CertificateEntry[] {
  const entries = [...filesNamed(config).values()].flatMap((it) => entriesOf(it, config, facts));
  const end = (it: CertificateEntry) => it.notAfter ?? Number.POSITIVE_INFINITY;
  return entries.sort((a, b) => {
    const [first, second] = [end(a), end(b)];
    return first === second ? compareTexts(a.name, b.name) : first - second;
  });
}

interface NamedFile {
  readonly name: string;
  readonly role: CertificateRole;
  readonly directives: Set<Located>;
  readonly uses: Map<string, Member>;
}

function filesNamed(config: Config): ReadonlyMap<string, NamedFile> {
  const found = new Map<string, NamedFile>();
  const add = (role: CertificateRole, located: Located, user: Member, key: string) => {
    const name = located.directive.args[0]?.text ?? "";
    if (name === "") return;
    const id = `${role} ${name}`;
    const file = found.get(id) ?? { name, role, directives: new Set(), uses: new Map() };
    found.set(id, file);
    file.directives.add(located);
    file.uses.set(key, user);
  };
  for (const [index, server] of listenersOf(config).servers.entries()) {
    const user = { label: serverName(server), place: placeOf(server.scope.opener) };
    if (!showsCertificate(server)) continue;
    for (const it of server.settings("ssl_certificate")) add("identity", it, user, `s${index}`);
    for (const name of ["ssl_client_certificate", "ssl_trusted_certificate"]) {
      for (const it of server.settings(name)) add("trust", it, user, `s${index}`);
    }
  }
  for (const [index, connection] of config.connections.entries()) {
    if (connection.tls === "no") continue;
    const user = { label: connectionName(connection), place: placeOf(connection.pass) };
    const of = (suffix: string) => connection.setting(suffix).directives;
    for (const it of of("ssl_certificate")) add("identity", it, user, `c${index}`);
    for (const it of of("ssl_trusted_certificate")) add("trust", it, user, `c${index}`);
  }
  return found;
}

/** True unless the server speaks plain text only, so that its certificate is for nothing. */
export function showsCertificate(server: VirtualServer): boolean {
  const startTls = server.family === "mail" ? (server.value("starttls") ?? "off") : "off";
  return server.tls !== "no" || startTls.toLowerCase() !== "off";
}

function entriesOf(
  file: NamedFile,
  config: Config,
  { files, now }: CertificateFacts,
): CertificateEntry[] {
  const path = isPlainPath(file.name) ? resolveFile(config, file.name) : undefined;
  const content = path === undefined ? undefined : files.get(path);
  const blocks = content?.status === "read" ? content.pem.blocks : [];
  const certificates = blocks.filter(isCertificate);
  const { expiryWarningDays } = config.settings;
  const [first, ...rest] = certificates.map((it, index) => ({
    ...entry(file, path, it, index, now),
    state: it.x509 ? stateOf(it.x509, now, expiryWarningDays) : "unread",
  }));
  if (!first) {
    const why =
      path === undefined ? "known at run time only" : REASONS[content?.status ?? "unknown"];
    return [unread(file, path, why ?? "holds no certificate")];
  }
  if (file.role !== "trust" || rest.length < MOST_CAS) return [first, ...rest];
  return [summedUp([first, ...rest])];
}

const REASONS: Readonly<Record<string, string>> = {
  missing: "no such file here",
  denied: "may not be read",
  "not-a-file": "not a file",
  "too-large": "too large to be read",
  failed: "could not be read",
  unknown: "not read",
};

function isCertificate(block: PemBlock): block is PemCertificate {
  return block.kind === "certificate";
}

function entry(
  file: NamedFile,
  path: string | undefined,
  { subject, keyType, x509 }: PemCertificate,
  index: number,
  now: number,
): CertificateEntry {
  const size = x509?.key.bits === undefined ? "" : ` ${x509.key.bits}`;
  return {
    ...unread(file, path, subject),
    index,
    issuer: x509?.issuer.text ?? "",
    names: [...(x509?.alternativeNames?.dns ?? []), ...(x509?.alternativeNames?.ip ?? [])],
    key: `${keyType}${size}`,
    notBefore: x509?.notBefore,
    notAfter: x509?.notAfter,
    daysLeft: x509 && Math.floor((x509.notAfter - now) / DAY),
  };
}

function unread(file: NamedFile, path: string | undefined, subject: string): CertificateEntry {
  const places = [...file.directives].map((it) => ({
    label: it.directive.name.text,
    place: placeOf(it),
  }));
  return {
    name: file.name,
    path,
    role: file.role,
    index: 0,
    state: "unread",
    subject,
    issuer: "",
    names: [],
    key: "",
    notBefore: undefined,
    notAfter: undefined,
    daysLeft: undefined,
    places,
    uses: [...file.uses.values()],
  };
}

/** A short-lived certificate counts as expiring in the last third of its life only. */
const SHORT_LIFE_DAYS = 47;

function stateOf(
  { notBefore, notAfter }: X509,
  now: number,
  warningDays: number,
): CertificateState {
  if (now < notBefore) return "not-yet-valid";
  if (now > notAfter) return "expired";
  const life = (notAfter - notBefore) / DAY;
  const days = life <= SHORT_LIFE_DAYS ? Math.min(life / 3, warningDays) : warningDays;
  return (notAfter - now) / DAY < days ? "expiring" : "valid";
}

/** The first CA to expire that has not; expired ones in a bundle harm nobody. */
function summedUp(entries: readonly [CertificateEntry, ...CertificateEntry[]]): CertificateEntry {
  const alive = entries.filter((it) => it.notAfter !== undefined && it.state !== "expired");
  const [first = entries[0]] = alive.toSorted((a, b) => (a.notAfter ?? 0) - (b.notAfter ?? 0));
  const subject = `${entries.length} CAs; the first to expire is ${first.subject}`;
  const state = alive.length > 0 && first.state === "expiring" ? "valid" : first.state;
  return { ...first, subject, state };
}
