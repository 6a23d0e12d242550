/** The cipher suites of OpenSSL 3.0: names, parts, and what each keyword of a cipher string selects. */
import { KEYWORDS, SUITES } from "./generated/ciphers.ts";

export interface Suite {
  /** OpenSSL's name. */
  readonly name: string;
  readonly iana: string;
  /** The version that brought it. */
  readonly protocol: string;
  /** Key exchange: `ECDH` and `DH` (both ephemeral), `RSA`, `PSK`, `DHEPSK`, `ECDHEPSK`, `RSAPSK`, `SRP`, `any`. */
  readonly kx: string;
  /** Authentication: `RSA`, `ECDSA`, `DSS`, `PSK`, `SRP`, `None`, `any`. */
  readonly au: string;
  /** Encryption with the key's bits, e.g. `AESGCM(256)`; `None`. */
  readonly enc: string;
  /** `AEAD` for a suite whose cipher authenticates by itself. */
  readonly mac: string;
}

const ALL_SUITES: readonly Suite[] = SUITES.slice(1).split("\n").map(decodeSuite);

/** The TLS 1.3 suites; they are set with `ssl_conf_command Ciphersuites`. */
export const TLS13_SUITES: readonly Suite[] = ALL_SUITES.filter(isTls13);

/** All suites of TLS 1.2 and below, in OpenSSL's order. */
export const CIPHER_SUITES: readonly Suite[] = ALL_SUITES.filter((it) => !isTls13(it));

const BY_NAME: ReadonlyMap<string, Suite> = new Map(CIPHER_SUITES.map((it) => [it.name, it]));
const BY_IANA: ReadonlyMap<string, Suite> = new Map(CIPHER_SUITES.map((it) => [it.iana, it]));

/** The suite of this OpenSSL name, TLS 1.2 and below. */
export function suiteNamed(name: string): Suite | undefined {
  return BY_NAME.get(name);
}

/** OpenSSL's name for an IANA name; undefined for TLS 1.3 suites and unknown names. */
export function opensslName(iana: string): string | undefined {
  return BY_IANA.get(iana)?.name;
}

/** True for a TLS 1.3 suite, which both call by the same name. */
export function isTls13SuiteName(name: string): boolean {
  return TLS13_SUITES.some((it) => it.name === name);
}

/**
 * What a keyword or suite name selects: nothing for a keyword whose algorithms OpenSSL 3.0 lacks, such as
 * `RC4`; undefined for a word it does not know.
 */
export function selectedBy(word: string): ReadonlySet<Suite> | undefined {
  const suite = BY_NAME.get(word);
  return suite ? new Set([suite]) : keywordSets().get(word);
}

export type Weakness =
  | "anonymous"
  | "no encryption"
  | "export"
  | "RC4"
  | "RC2"
  | "3DES"
  | "DES"
  | "IDEA"
  | "SEED"
  | "MD5";

/** Why a suite protects nobody, or too little; empty for a suite that is fine or merely old. */
export function weaknesses(suite: Suite): readonly Weakness[] {
  const found: Weakness[] = [];
  if (suite.au === "None") found.push("anonymous");
  if (suite.enc === "None") found.push("no encryption");
  if (suite.mac === "MD5") found.push("MD5");
  return found;
}

/** Words of cipher strings that name something weak, whether or not OpenSSL 3.0 still has it. */
const WEAK_WORDS: readonly (readonly [RegExp, Weakness])[] = [
  [/^(aNULL|ADH|AECDH|ALL)$|^A(EC)?DH-/, "anonymous"],
  [/^(eNULL|NULL|COMPLEMENTOFALL)$|(^|-)NULL-/, "no encryption"],
  [/^EXP(ORT)?(40|56|1024)?(-|$)/, "export"],
  [/(^|-)RC4(-|$)|^MEDIUM$/, "RC4"],
  [/(^|-)RC2(-|$)/, "RC2"],
  [/^3DES$|(^|-)DES-CBC3-/, "3DES"],
  [/^(DES|LOW)$|(^|-)DES-CBC-/, "DES"],
  [/(^|-)IDEA(-|$)/, "IDEA"],
  [/(^|-)SEED(-|$)/, "SEED"],
  [/^MD5$|-MD5$/, "MD5"],
];

/**
 * The weakness that a word names. For words that select something, `weaknesses` of the suites is exact;
 * this one also judges what only older libraries have.
 */
export function weaknessOfWord(word: string): Weakness | undefined {
  return WEAK_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/** True if a stolen certificate key opens no recorded connection. */
export function hasForwardSecrecy(suite: Suite): boolean {
  return ["DH", "ECDH", "DHEPSK", "ECDHEPSK", "any"].includes(suite.kx);
}

export function isAead(suite: Suite): boolean {
  return suite.mac === "AEAD";
}

/**
 * True for suites with a MAC of their own, which in TLS 1.2 means CBC for all but RC4; those that encrypt nothing
 * are none.
 */
export function isCbc(suite: Suite): boolean {
  return suite.mac !== "AEAD" && suite.enc !== "None";
}

/** True if nginx can ever negotiate it: nginx has no PSK, no SRP, and no DSA certificates. */
export function isUsable(suite: Suite): boolean {
  return !/PSK|SRP/.test(suite.kx) && suite.au !== "DSS";
}

/** Keywords that are no sets: OpenSSL gives them a meaning of their own at the start of a string. */
const COMMANDS: ReadonlySet<string> = new Set([
  "DEFAULT",
  "SUITEB128",
  "SUITEB128ONLY",
  "SUITEB192",
]);

let decoded: ReadonlyMap<string, ReadonlySet<Suite>> | undefined;

function keywordSets(): ReadonlyMap<string, ReadonlySet<Suite>> {
  decoded ??= decodeKeywords();
  return decoded;
}

function decodeKeywords(): ReadonlyMap<string, ReadonlySet<Suite>> {
  const sets = new Map<string, ReadonlySet<Suite>>();
  for (const line of KEYWORDS.slice(1).split("\n")) {
    const [word = "", digits = "0"] = line.split(" ");
    const bits = BigInt(`0x${digits}`);
    if (COMMANDS.has(word)) continue;
    sets.set(word, new Set(ALL_SUITES.filter((_, at) => (bits >> BigInt(at)) & 1n)));
  }
  // Two more names that ssl_ciph.c gives to the same sets.
  sets.set("TLSv1", sets.get("TLSv1.0") ?? new Set());
  sets.set("ARIAGCM", sets.get("ARIA") ?? new Set());
  return sets;
}

function decodeSuite(line: string): Suite {
  const [name = "", iana = "", protocol = "", kx = "", au = "", enc = "", mac = ""] =
    line.split(" ");
  return { name, iana, protocol, kx, au, enc, mac };
}

function isTls13(suite: Suite): boolean {
  return suite.protocol === "TLSv1.3";
}
