import { sketches } from "./shared/example-files.ts";
import { atCertificate, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsClientEku: Rule = {
  id: "tls-client-eku",
  severity: "error",
  docs: {
    summary: "A certificate for an upstream may not be used by clients",
    why: `
The extended key usage of the certificate lists what it is for, and \`clientAuth\` is not there: an upstream that verifies
client certificates refuses it with "unsuitable certificate purpose" (verify error 26; nginx answers 400). Public CAs are
dropping \`clientAuth\` (Let's Encrypt by default since 2026-02-11, as Chrome's root programme asks), so that certificates
for upstreams should come from a private CA.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate",
      "https://letsencrypt.org/2025/05/14/ending-tls-client-authentication/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://backend.example.com;
            proxy_ssl_certificate     server.crt;
#                                     ~~~~~~~~~~ error: the certificate of "www.example.com" is for serverAuth, not for clientAuth
            proxy_ssl_certificate_key server.key;
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://backend.example.com;
            proxy_ssl_certificate     client.crt;
            proxy_ssl_certificate_key client.key;
        }
    }
}
`,
      files: {
        "server.crt": sketches({ name: "www.example.com", purposes: ["serverAuth"] }),
        "client.crt": sketches({ name: "www.example.com", purposes: ["clientAuth"] }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "upstream") return;
    for (const { leaf, located } of presentedBy(identity, ctx)) {
      const purposes = leaf.extendedKeyUsage;
      if (!purposes || purposes.some((it) => SUITABLE.has(it))) continue;
      ctx.report({
        ...atCertificate(identity, located),
        message: `the certificate of "${nameOf(leaf)}" is for ${purposes.join(", ")}, not for clientAuth`,
      });
    }
  },
};

const SUITABLE: ReadonlySet<string> = new Set(["clientAuth", "anyExtendedKeyUsage"]);
