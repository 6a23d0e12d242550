import { isSelfIssued } from "../certificates/chain.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { maySign, trustedBy, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsTrustedIntermediateOnly: Rule = {
  id: "tls-trusted-intermediate-only",
  severity: "warning",
  docs: {
    summary: "A file of trusted CAs has no root, so that nothing verifies against it",
    why: `
nginx does not let OpenSSL end a chain at an intermediate CA (\`X509_V_FLAG_PARTIAL_CHAIN\` is never set): trust must end in
a certificate that signed itself, and that is in the file. \`nginx -t\` reads the file without a word, and then each
verification fails with error 2, "unable to get issuer certificate". Add the root to the file. With both of
\`ssl_client_certificate\` and \`ssl_trusted_certificate\` the root may be in either.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_trusted_certificate",
      "https://docs.openssl.org/3.0/man3/X509_VERIFY_PARAM_set_flags/",
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
            proxy_ssl_trusted_certificate intermediate.crt;
#                                         ~~~~~~~~~~~~~~~~ warning: the file has no root: a chain can't end with "Example CA", so verification always fails
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
            proxy_ssl_trusted_certificate bundle.crt;
        }
    }
}
`,
      files: {
        "intermediate.crt": sketches({ name: "Example CA", issuer: "Example Root", isCa: true }),
        "bundle.crt": sketches(
          { name: "Example Root", issuer: "Example Root", isCa: true },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const trusted = trustedBy(verifier, ctx);
      if (!trusted || trusted.some((it) => isSelfIssued(it.certificate))) continue;
      const authority = trusted.find((it) => maySign(it.certificate));
      if (!authority) continue;
      const { located, certificate } = authority;
      ctx.report({
        file: located.file,
        span: pathSpan(located),
        message: `the file has no root: a chain can't end with "${nameOf(certificate)}", so verification always fails`,
        docs: docsAt(located),
        related: verifiedFor(verifier, located),
      });
    }
  },
};
