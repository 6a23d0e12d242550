/**
 * CIS NGINX Benchmark 2.1.0, sections 4.1.4 (protocols, of servers and upstreams), 4.1.5 (weak ciphers), 4.1.8
 * (HSTS) and 4.1.14 (forward secrecy). Where edition 3.0.0 says otherwise, nothing is reported: it asks for
 * TLS 1.3 alone and for session resumption, which 2.1.0 forbids. OCSP stapling (4.1.7) is not asked for, since
 * certificate authorities have given it up. https://www.cisecurity.org/benchmark/nginx
 */
import { INTERMEDIATE_CIPHER_STRING } from "../mozilla.ts";
import type { Policy } from "./policy.ts";

export const CIS: Policy = {
  id: "cis",
  label: "cis 2.1.0",
  source: {
    title: "CIS NGINX Benchmark",
    edition: "2.1.0",
    date: "2024",
    url: "https://www.cisecurity.org/benchmark/nginx",
  },
  protocols: () => ["TLSv1.2", "TLSv1.3"],
  tls13Suffices: true,
  suites: { forwardSecrecy: true, aead: false },
  ciphers: () => ({
    text: INTERMEDIATE_CIPHER_STRING,
    title: "Use Mozilla's intermediate cipher list",
  }),
  clientOrder: false,
  hstsSeconds: 63_072_000,
  resumption: false,
};
