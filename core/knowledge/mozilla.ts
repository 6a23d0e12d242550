/**
 * Mozilla Server Side TLS, guideline 6.0 of 2026, as published in latest.json.
 * https://wiki.mozilla.org/Security/Server_Side_TLS
 */
import type { Protocol } from "./protocols.ts";

export interface MozillaProfile {
  readonly name: "modern" | "intermediate";
  readonly guideline: string;
  readonly protocols: readonly Protocol[];
  readonly tls13Suites: readonly string[];
  /** OpenSSL names, for TLS 1.2 and below, in Mozilla's order. */
  readonly ciphers: readonly string[];
  /** `X25519MLKEM768` needs OpenSSL 3.5. */
  readonly curves: readonly string[];
  readonly preferServerCiphers: boolean;
}

const TLS13_SUITES = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
];
const CURVES = ["X25519MLKEM768", "X25519", "prime256v1", "secp384r1"];
const INTERMEDIATE_CIPHERS = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
];

export const MOZILLA_MODERN: MozillaProfile = {
  name: "modern",
  guideline: "6.0",
  protocols: ["TLSv1.3"],
  tls13Suites: TLS13_SUITES,
  ciphers: [],
  curves: CURVES,
  preferServerCiphers: false,
};

export const MOZILLA_INTERMEDIATE: MozillaProfile = {
  name: "intermediate",
  guideline: "6.0",
  protocols: ["TLSv1.2", "TLSv1.3"],
  tls13Suites: TLS13_SUITES,
  ciphers: INTERMEDIATE_CIPHERS,
  curves: CURVES,
  preferServerCiphers: false,
};

/** The intermediate list as one `ssl_ciphers` argument. */
export const INTERMEDIATE_CIPHER_STRING: string = INTERMEDIATE_CIPHERS.join(":");
