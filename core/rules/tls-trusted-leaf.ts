import { isSelfIssued } from "../certificates/chain.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { maySign, trustedBy, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsTrustedLeaf: Rule = {
  id: "tls-trusted-leaf",
  severity: "warning",
  docs: {
    summary: "A file of trusted CAs holds a certificate that is no CA's",
    why: `
A certificate that a CA signed can't be trusted by itself: OpenSSL looks for the root behind it. On its own the file
verifies nothing, not even this very certificate (error 21, "unable to verify the first certificate"). With the root in
the file it does not narrow anything either: every certificate of that root is accepted, not just this one. What belongs
in the file is the certificate of the CA. A certificate that signed itself is its own root, and works.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_trusted_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate api.crt;
#                                         ~~~~~~~ warning: "api.example.com" is no CA, and can't be trusted without its root: verification always fails
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate root.crt;
        }
    }
}
`,
      files: {
        "api.crt": sketches({ name: "api.example.com" }),
        "root.crt": sketches({ name: "Example CA", issuer: "Example CA", isCa: true }),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const trusted = trustedBy(verifier, ctx) ?? [];
      const leaf = trusted.find(
        ({ certificate }) => !maySign(certificate) && !isSelfIssued(certificate),
      );
      if (!leaf) continue;
      const { located, certificate } = leaf;
      const effect = trusted.some((it) => isSelfIssued(it.certificate))
        ? ": all certificates of its root are accepted, not just this one"
        : ", and can't be trusted without its root: verification always fails";
      ctx.report({
        file: located.file,
        span: pathSpan(located),
        message: `"${nameOf(certificate)}" is no CA${effect}`,
        docs: docsAt(located),
        related: verifiedFor(verifier, located),
      });
    }
  },
};
