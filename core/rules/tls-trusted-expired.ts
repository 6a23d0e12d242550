import { isSelfIssued } from "../certificates/chain.ts";
import { dateOf } from "../certificates/days.ts";
import type { X509 } from "../certificates/x509.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { type Trusted, trustedBy, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsTrustedExpired: Rule = {
  id: "tls-trusted-expired",
  severity: "warning",
  docs: {
    summary: "A certificate in a file of trusted CAs has expired, or is not valid yet",
    why: `
OpenSSL checks the dates of the whole chain, the root's included: what an expired CA signed is refused with error 10,
"certificate has expired", and \`nginx -t\` says nothing. If another certificate of the same CA in the file is valid,
nothing is reported. It is a warning if no root in the file is valid, so that all verification fails; information if
some are. Of the expired ones in bundles with more than twenty certificates, as operating systems have them, nothing is
said.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_trusted_certificate",
      "https://www.rfc-editor.org/rfc/rfc5280#section-6.1",
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
            proxy_ssl_trusted_certificate old.crt;
#                                         ~~~~~~~ warning: the CA "Example Root" expired on 2025-12-01: verification always fails
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
            proxy_ssl_trusted_certificate new.crt;
        }
    }
}
`,
      files: {
        "old.crt": sketches({
          name: "Example Root",
          issuer: "Example Root",
          isCa: true,
          until: "2025-12-01",
        }),
        "new.crt": sketches({ name: "Example Root", issuer: "Example Root", isCa: true }),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const trusted = trustedBy(verifier, ctx) ?? [];
      const isValid = ({ certificate }: Trusted) =>
        certificate.notBefore <= ctx.now && ctx.now <= certificate.notAfter;
      const valid = trusted.filter(isValid);
      const names = new Set(valid.map((it) => it.certificate.subject.key));
      const works = valid.some((it) => isSelfIssued(it.certificate));
      const hasRoot = trusted.some((it) => isSelfIssued(it.certificate));
      if (works && trusted.length > MANY) continue;
      for (const { certificate, located } of trusted) {
        if (names.has(certificate.subject.key)) continue;
        names.add(certificate.subject.key);
        const fails = !works && hasRoot;
        ctx.report({
          file: located.file,
          span: pathSpan(located),
          message: `the CA "${nameOf(certificate)}" ${whyInvalid(certificate, ctx.now)}${fails ? ": verification always fails" : ""}`,
          severity: fails ? "warning" : "information",
          docs: docsAt(located),
          related: verifiedFor(verifier, located),
        });
      }
    }
  },
};

/** Larger files are taken for bundles of an operating system. */
const MANY = 20;

function whyInvalid({ notBefore, notAfter }: X509, now: number): string {
  return now > notAfter
    ? `expired on ${dateOf(notAfter)}`
    : `is not valid before ${dateOf(notBefore)}`;
}
