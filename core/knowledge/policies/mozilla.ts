/**
 * Mozilla Server Side TLS, guideline 6.0. It speaks of servers: towards upstreams "modern" asks for what
 * "intermediate" does, for nobody gains if a backend limited to TLS 1.2 is refused.
 */
import { INTERMEDIATE_CIPHER_STRING, MOZILLA_INTERMEDIATE, MOZILLA_MODERN } from "../mozilla.ts";
import type { Policy, PolicySource } from "./policy.ts";

const SOURCE: PolicySource = {
  title: "Mozilla Server Side TLS",
  edition: MOZILLA_INTERMEDIATE.guideline,
  date: "2026",
  url: "https://wiki.mozilla.org/Security/Server_Side_TLS",
};

const SHARED = {
  source: SOURCE,
  suites: { forwardSecrecy: true, aead: true },
  ciphers: () => ({
    text: INTERMEDIATE_CIPHER_STRING,
    title: "Use Mozilla's intermediate cipher list",
  }),
  groups: MOZILLA_INTERMEDIATE.curves,
  clientOrder: !MOZILLA_INTERMEDIATE.preferServerCiphers,
  hstsSeconds: 63_072_000,
  sessionSeconds: 86_400,
  resumption: true,
} satisfies Partial<Policy>;

export const INTERMEDIATE: Policy = {
  ...SHARED,
  id: "mozilla-intermediate",
  label: `mozilla-intermediate ${MOZILLA_INTERMEDIATE.guideline}`,
  protocols: () => MOZILLA_INTERMEDIATE.protocols,
  tls13Suffices: false,
};

export const MODERN: Policy = {
  ...SHARED,
  id: "mozilla-modern",
  label: `mozilla-modern ${MOZILLA_MODERN.guideline}`,
  protocols: (_, directive) =>
    (directive === "ssl_protocols" ? MOZILLA_MODERN : MOZILLA_INTERMEDIATE).protocols,
  tls13Suffices: true,
};
