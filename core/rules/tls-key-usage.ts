import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import { atCertificate, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsKeyUsage: Rule = {
  id: "tls-key-usage",
  severity: "warning",
  docs: {
    summary: "The key of a certificate may not be used for signatures",
    why: `
The key usage of the certificate does not list \`digitalSignature\`. TLS 1.3 and the ECDHE and DHE suites of TLS 1.2 sign the
handshake with the key (RFC 8446 section 4.4.2.2); only the RSA key exchange does not, which TLS 1.3 dropped and
which has no forward secrecy. Firefox, Chrome and GnuTLS refuse such a handshake.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.2",
      "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     old.crt;
#                           ~~~~~~~ warning: the key of "www.example.com" is for keyEncipherment, not for digitalSignature
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "old.crt": sketches({ name: "www.example.com", keyUsage: ["keyEncipherment"] }),
        "www.crt": sketches({
          name: "www.example.com",
          keyUsage: ["digitalSignature", "keyEncipherment"],
        }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const { leaf, located } of presentedBy(identity, ctx)) {
      const { keyUsage } = leaf;
      if (!keyUsage || keyUsage.includes("digitalSignature")) continue;
      ctx.report({
        ...atCertificate(identity, located),
        message: `the key of "${nameOf(leaf)}" is for ${keyUsage.join(", ") || "nothing"}, not for digitalSignature`,
        docs: docsAt(located),
      });
    }
  },
};
