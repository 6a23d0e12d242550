/** Where cipher strings stand, and the words in them that OpenSSL 3.0 has no suites for but others had or have. */
import { CIPHER_SUITES, weaknessOfWord } from "./cipher-suites.ts";

/** Directives whose argument is an OpenSSL cipher string. */
export const CIPHER_DIRECTIVES: readonly string[] = [
  "ssl_ciphers",
  "proxy_ssl_ciphers",
  "grpc_ssl_ciphers",
  "uwsgi_ssl_ciphers",
  "js_fetch_ciphers",
  "zone_sync_ssl_ciphers",
  "lua_ssl_ciphers",
];

const HISTORIC = new RegExp(
  [
    // algorithms: Kerberos, GOST, Chinese SM, Fortezza, drafts of ChaCha20
    "(^|-|\\+)[ka]?(KRB5|GOST\\w*|SM4|SM2|FZA|eFZA|OLD|SSLv2)(-|\\+|$)",
    // fixed Diffie-Hellman, removed in OpenSSL 1.1.0
    "^(DH|ECDH)-(RSA|DSS|ECDSA)-",
    "(^|\\+)[ka]?(DHr|DHd|ECDHr|ECDHe|aDH|aECDH|kDH|kECDH|EXP\\w*|FIPS)(\\+|$)",
    "^(LEGACY|IANA)-GOST",
    // the system's policy, in the OpenSSL of Fedora and Red Hat
    "^PROFILE=SYSTEM$",
  ].join("|"),
);

/** True for a word that another version of OpenSSL, or another library, has suites for. */
export function isHistoricWord(word: string): boolean {
  return HISTORIC.test(word) || word.split("+").some((it) => weaknessOfWord(it) !== undefined);
}

/** True for the name of a TLS 1.3 suite, which no cipher string selects; also for those of the drafts. */
export function isTls13Name(word: string): boolean {
  return /^TLS_(AES|CHACHA20|SM4)_(?!.*_WITH_)\w+$|^TLS13-/.test(word);
}

/** The present name of a TLS 1.3 suite: `TLS13-AES-128-GCM-SHA256` is `TLS_AES_128_GCM_SHA256`. */
export function tls13Name(word: string): string {
  return word.replace(/^TLS13-/, "TLS_").replaceAll("-", "_");
}

const KEYWORDS = [
  ..."DEFAULT ALL HIGH MEDIUM LOW EXPORT aNULL eNULL NULL ADH AECDH ECDHE EECDH DHE EDH".split(" "),
  ..."kRSA aRSA RSA kEECDH kEDH aECDSA ECDSA aDSS DSS AES AES128 AES256 AESGCM AESCCM".split(" "),
  ..."CHACHA20 CAMELLIA ARIA 3DES DES RC4 RC2 IDEA SEED MD5 SHA SHA1 SHA256 SHA384 PSK SRP".split(
    " ",
  ),
  ..."TLSv1.2 TLSv1 SSLv3".split(" "),
];

/** The words a misspelled one can stand for. */
export const CIPHER_WORDS: readonly string[] = [...CIPHER_SUITES.map((it) => it.name), ...KEYWORDS];
