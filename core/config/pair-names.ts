/** What the names of certificate and key files say about each other. Nothing is read here. */
import { baseName } from "./paths.ts";

/** Words that say what a file is, not whose it is. */
const ROLES: ReadonlySet<string> = new Set([
  ..."cert certs certificate certificates crt cer csr chain fullchain bundle combined".split(" "),
  ..."key keys privkey private priv pem server client rsa ecdsa ec ssl tls".split(" "),
]);

/** Folders that sort files by kind or by program. */
const FOLDERS: ReadonlySet<string> = new Set([
  ...ROLES,
  ..."etc nginx conf config conf.d pki live archive local usr opt secrets run".split(" "),
]);

const LEADING = /^(?:certificate|cert|fullchain|chain|privkey|private|key)(?=.)/;
const TRAILING = /(?:certificate|cert|crt|fullchain|chain|bundle|privkey|private|key|pem)$/;

/**
 * True if the names point to two different owners: `a.example.com.crt` and `b.example.com.key`, or folders
 * of two names around `fullchain.pem` and `privkey.pem`. A name that only says more than the other is none.
 */
export function namesConflict(certificate: string, key: string): boolean {
  const [left, right] = [tokensOf(baseName(certificate)), tokensOf(baseName(key))];
  if (differ(left, right, "server", "client")) return true;
  if (differ(left, right, "rsa", "ec") || differ(left, right, "rsa", "ecdsa")) return true;
  const [whose, keyOf] = [tellingOf(left), tellingOf(right)];
  if (whose.length > 0 || keyOf.length > 0) return areApart(whose, keyOf);
  return areApart(folderTokens(certificate), folderTokens(key));
}

/** True if the file name is that of a private key. */
export function isKeyName(path: string): boolean {
  return /\.key$|^privkey\d*\.pem$/i.test(baseName(path));
}

/** True if the file name is that of a certificate or of a certificate request. */
export function isCertificateName(path: string): boolean {
  return /\.(crt|cer|csr)$|(fullchain|cert)\d*\.pem$/i.test(baseName(path));
}

/** Where the key of a certificate file most likely lies. */
export function keyPathFor(certificate: string): string {
  const base = baseName(certificate);
  const folder = mapFolder(folderPart(certificate), KEY_FOLDERS);
  const issued = /^(?:fullchain|cert)(\d*)\.pem$/i.exec(base);
  if (issued && (/^full/i.test(base) || isCertbotFolder(folder))) {
    return `${folder}privkey${issued[1] ?? ""}.pem`;
  }
  return `${folder}${withoutSuffix(base, CERTIFICATE_SUFFIX)}.key`;
}

/** Where the certificate of a key file most likely lies. */
export function certificatePathFor(key: string): string {
  const base = baseName(key);
  const folder = mapFolder(folderPart(key), CERTIFICATE_FOLDERS);
  const issued = /^privkey(\d*)\.pem$/i.exec(base);
  if (issued) return `${folder}fullchain${issued[1] ?? ""}.pem`;
  const stem = withoutSuffix(base, KEY_SUFFIX);
  if (!/\.pem$/i.test(base)) return `${folder}${stem}.crt`;
  return `${folder}${stem.toLowerCase() === "key" ? "cert" : stem}.pem`;
}

/** A name for the key of `certificate` that keeps the folder of `key`, or else its name. */
export function keyPathLike(certificate: string, key: string): string {
  const renamed = besides(key, keyPathFor(certificate));
  const isNoHelp = renamed === key || namesConflict(certificate, renamed);
  return isNoHelp ? besides(certificate, key) : renamed;
}

/** `name` in the folder of `path`. */
export function besides(path: string, name: string): string {
  return folderPart(path) + baseName(name);
}

/** A file name made from `path` by another extension. */
export function withExtension(path: string, extension: string): string {
  return folderPart(path) + withoutSuffix(baseName(path), KEY_SUFFIX) + extension;
}

const EXTENSION = /\.(pem|crt|cer|cert|csr|der|key|p12|pfx|p7b|p7c)$/i;
const CERTIFICATE_SUFFIX = /[-_.](fullchain|chain|bundle|certificate|cert|crt|combined)$/i;
const KEY_SUFFIX = /[-_.](privkey|private|key)$/i;

const KEY_FOLDERS: readonly (readonly [string, string])[] = [
  ["/etc/ssl/certs/", "/etc/ssl/private/"],
  ["/etc/pki/tls/certs/", "/etc/pki/tls/private/"],
];
const CERTIFICATE_FOLDERS = KEY_FOLDERS.map(([certs, keys]) => [keys, certs] as const);

function withoutSuffix(base: string, suffix: RegExp): string {
  const name = base.replace(EXTENSION, "");
  return (name === "" ? base : name).replace(suffix, "");
}

function mapFolder(folder: string, map: readonly (readonly [string, string])[]): string {
  return map.find(([from]) => from === folder)?.[1] ?? folder;
}

function isCertbotFolder(folder: string): boolean {
  return /\/(live|archive)\/[^/]+\/$/.test(folder);
}

/** With the slash; "" for a bare name. */
function folderPart(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function tokensOf(name: string): string[] {
  return name.toLowerCase().split(/[-_.\s]+/);
}

function tellingOf(tokens: readonly string[]): string[] {
  return tokens
    .map((it) => (ROLES.has(it) ? "" : it.replace(LEADING, "").replace(TRAILING, "")))
    .filter((it) => it !== "" && !ROLES.has(it));
}

function folderTokens(path: string): string[] {
  const folder = folderPart(path).split("/").at(-2) ?? "";
  return tokensOf(folder).filter((it) => it !== "" && !FOLDERS.has(it));
}

function areApart(left: readonly string[], right: readonly string[]): boolean {
  if (left.length === 0 || right.length === 0) return false;
  return !left.every((it) => right.includes(it)) && !right.every((it) => left.includes(it));
}

/** True if one list has only `a` and the other only `b`. */
function differ(left: readonly string[], right: readonly string[], a: string, b: string): boolean {
  const only = (list: readonly string[], word: string, other: string) =>
    list.includes(word) && !list.includes(other);
  return (only(left, a, b) && only(right, b, a)) || (only(left, b, a) && only(right, a, b));
}
