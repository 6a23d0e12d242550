/** What the words of OpenSSL cipher strings select, as OpenSSL 3.0 reads them. */
import {
  hasForwardSecrecy,
  isAead,
  isCbc,
  isTls13SuiteName,
  isUsable,
  type Suite,
  selectedBy,
  suiteNamed,
  TLS13_SUITES,
  weaknesses,
  weaknessOfWord,
} from "../../knowledge/cipher-suites.ts";
import { isTls13Name } from "../../knowledge/cipher-words.ts";
import { type CipherToken, evaluateCiphers } from "../../knowledge/ciphers.ts";
import { counted, type Span } from "../../text.ts";
import { bounded, bullets, code, paragraphs, plain } from "../markdown.ts";

const MOST = 12;

export interface CipherMeaning {
  readonly text: string;
  /** Of the word in the string. */
  readonly span: Span;
}

/** The word at an offset of a cipher string, and what the whole string enables. */
export function cipherMeaning(text: string, offset: number): CipherMeaning {
  const { tokens, selected, invalid } = evaluateCiphers(text);
  const token = tokens.find(({ span }) => span.start <= offset && offset <= span.end);
  const usable = selected.filter(isUsable);
  const whole = invalid
    ? "OpenSSL refuses this cipher string."
    : `**The whole string** enables ${counted(usable.length, "suite")} for TLS 1.2 and older that nginx can use${weakOf(usable)}. TLS 1.3 suites are not part of it.`;
  return {
    text: paragraphs(token && tokenMeaning(token), whole),
    span: token?.span ?? { start: 0, end: text.length },
  };
}

function weakOf(suites: readonly Suite[]): string {
  const weak = suites.filter((it) => weaknesses(it).length > 0);
  return weak.length === 0 ? "" : `; ⚠ ${weak.length} of them protect nobody`;
}

const OPERATORS: Readonly<Record<CipherToken["op"], string>> = {
  "": "enables",
  "!": "removes for good",
  "-": "disables, until a later word enables it again",
  "+": "moves to the end of the list",
  "@": "is a command",
};

function tokenMeaning({ op, text, added }: CipherToken): string {
  if (op === "@") return commandMeaning(text);
  const title = `${code(op + text)} ${OPERATORS[op]}`;
  const suite = suiteNamed(text);
  if (suite) return paragraphs(`${title}:`, suiteMeaning(suite));
  if (isTls13Name(text)) {
    return `${code(text)} is a TLS 1.3 suite, which no cipher string selects; ${code("ssl_conf_command Ciphersuites …")} does.`;
  }
  const chosen = [...(selectedOf(text) ?? [])].filter(isUsable);
  const weak = weaknessOfWord(text);
  if (chosen.length === 0) {
    const why = weak === undefined ? "" : ` (${plain(weak)})`;
    return `${code(text)}${why} selects no suite that nginx could use with OpenSSL 3.0.`;
  }
  const fresh = op === "" ? `, ${added.filter(isUsable).length} of them not enabled before` : "";
  const about = KEYWORDS.get(text);
  return paragraphs(
    `${title} ${counted(chosen.length, "suite")}${fresh}${about === undefined ? "" : `: ${about}`}`,
    bullets(bounded(chosen.map(shortSuite), MOST)),
  );
}

function selectedOf(text: string): ReadonlySet<Suite> | undefined {
  if (text === "DEFAULT") return new Set(evaluateCiphers("DEFAULT").selected);
  const sets = text.split("+").map(selectedBy);
  const [first, ...others] = sets;
  return first && new Set([...first].filter((it) => others.every((set) => set?.has(it))));
}

function shortSuite(suite: Suite): string {
  const weak = weaknesses(suite);
  return `${code(suite.name)}${weak.length > 0 ? ` ⚠ ${weak.join(", ")}` : ""}`;
}

function commandMeaning(text: string): string {
  const level = /^SECLEVEL=(\d)$/.exec(text)?.[1];
  if (level !== undefined) return `${code(`@${text}`)}: ${SECURITY_LEVELS[Number(level)] ?? ""}`;
  if (text === "STRENGTH")
    return `${code("@STRENGTH")} sorts what is enabled by the size of its keys.`;
  return `OpenSSL does not know the command ${code(`@${text}`)}.`;
}

/** SSL_CTX_set_security_level(3). */
const SECURITY_LEVELS: readonly string[] = [
  "everything goes, as before OpenSSL 1.1.0.",
  "at least 80 bits of security: RSA keys from 1024 bits.",
  "at least 112 bits of security: RSA keys from 2048 bits.",
  "at least 128 bits of security: RSA keys from 3072 bits, forward secrecy only.",
  "at least 192 bits of security: RSA keys from 7680 bits, no SHA-1.",
  "at least 256 bits of security: RSA keys from 15360 bits.",
];

const KEY_EXCHANGES: Readonly<Record<string, string>> = {
  ECDH: "ephemeral elliptic-curve Diffie-Hellman",
  DH: "ephemeral Diffie-Hellman; needs `ssl_dhparam` in a server",
  RSA: "RSA, without forward secrecy",
  any: "of TLS 1.3, always ephemeral",
};

const AUTHENTICATIONS: Readonly<Record<string, string>> = {
  RSA: "an RSA certificate",
  ECDSA: "an ECDSA certificate",
  None: "nobody: anonymous",
  any: "any certificate",
};

/** The parts of a suite. */
function suiteMeaning(suite: Suite): string {
  const weak = weaknesses(suite);
  const kind = isAead(suite)
    ? "authenticated encryption"
    : isCbc(suite)
      ? `CBC mode with ${suite.mac}`
      : "no encryption";
  const secrecy = hasForwardSecrecy(suite);
  return bullets([
    `${code(suite.iana)}, since ${plain(suite.protocol)}`,
    `key exchange: ${KEY_EXCHANGES[suite.kx] ?? plain(suite.kx)}`,
    `authenticates: ${AUTHENTICATIONS[suite.au] ?? plain(suite.au)}`,
    `encryption: ${plain(suite.enc)}, ${kind}`,
    secrecy ? "forward secrecy" : "⚠ no forward secrecy: a stolen key opens recorded traffic",
    ...(weak.length > 0 ? [`⚠ ${weak.join(", ")}`] : []),
    ...(isUsable(suite) ? [] : ["nginx can't negotiate it"]),
  ]);
}

/** A TLS 1.3 suite, for `ssl_conf_command Ciphersuites`. */
export function tls13Meaning(name: string): string | undefined {
  if (!isTls13SuiteName(name)) return undefined;
  const suite = TLS13_SUITES.find((it) => it.name === name);
  return suite && paragraphs(code(name), suiteMeaning(suite));
}

/** openssl-ciphers(1). */
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ["DEFAULT", "OpenSSL's own choice, `ALL:!COMPLEMENTOFDEFAULT:!eNULL`"],
  ["ALL", "all that encrypt, anonymous ones included"],
  ["HIGH", "keys of 128 bits and more; anonymous suites included"],
  ["MEDIUM", "128-bit keys of older algorithms"],
  ["LOW", "keys of 64 or 56 bits"],
  ["aNULL", "without authentication: anybody in between can read"],
  ["eNULL", "without encryption"],
  ["NULL", "without encryption"],
  ["kRSA", "RSA key exchange, without forward secrecy"],
  ["RSA", "RSA key exchange or authentication"],
  ["aRSA", "authenticated by an RSA certificate"],
  ["ECDHE", "ephemeral elliptic-curve Diffie-Hellman"],
  ["EECDH", "ephemeral elliptic-curve Diffie-Hellman"],
  ["DHE", "ephemeral Diffie-Hellman"],
  ["EDH", "ephemeral Diffie-Hellman"],
  ["ECDSA", "authenticated by an ECDSA certificate"],
  ["aECDSA", "authenticated by an ECDSA certificate"],
  ["AES", "AES of any size and mode"],
  ["AESGCM", "AES in Galois/Counter mode"],
  ["AESCCM", "AES in CCM mode"],
  ["CHACHA20", "ChaCha20 with Poly1305"],
  ["SHA", "HMAC with SHA-1, in CBC mode"],
  ["SHA1", "HMAC with SHA-1, in CBC mode"],
  ["SHA256", "HMAC with SHA-256, in CBC mode"],
  ["SHA384", "HMAC with SHA-384, in CBC mode"],
  ["PSK", "pre-shared keys, which nginx has not"],
  ["SRP", "passwords, which nginx has not"],
]);
