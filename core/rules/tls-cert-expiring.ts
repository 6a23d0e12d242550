import { DAY, dateOf, daysIn } from "../certificates/days.ts";
import type { X509 } from "../certificates/x509.ts";
import type { Severity } from "../severity.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import { atCertificate, checkedByPeers, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const tlsCertExpiring: Rule = {
  id: "tls-cert-expiring",
  severity: "warning",
  docs: {
    summary: "A certificate is about to run out",
    why: `
Clients refuse the handshake once a certificate has run out, and nginx warns nobody. It is information from 30 days
before (\`nginxTls.certificates.expiryWarningDays\`), and a warning in the last 14 days: whatever renews certificates
should have done it by then. Public certificates live shorter every year (200 days from 2026-03-15, 100 from 2027, 47
from 2029: CA/Browser Forum ballot SC-081); of those that live 47 days or less the last third counts.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     www.crt;
#                           ~~~~~~~ warning: the certificate of "www.example.com" runs out on 2026-01-24, in 9 days
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     renewed.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "www.crt": sketches({ name: "www.example.com", from: "2025-10-26", until: "2026-01-24" }),
        "renewed.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const presented of presentedBy(identity, ctx)) {
      for (const it of checkedByPeers(presented)) {
        const severity = urgencyOf(it, ctx);
        if (!severity) continue;
        const name = it === presented.leaf ? `"${nameOf(it)}"` : `the issuer "${nameOf(it)}"`;
        ctx.report({
          ...atCertificate(identity, presented.located),
          message: `the certificate of ${name} runs out on ${dateOf(it.notAfter)}, in ${daysIn(it.notAfter - ctx.now)}`,
          severity,
          docs: docsAt(presented.located),
        });
      }
    }
  },
};

const SHORT_LIVED = 47 * DAY;
const URGENT = 14 * DAY;

/** Undefined for a certificate that has run out, or has time enough. */
function urgencyOf({ notBefore, notAfter }: X509, ctx: RuleContext): Severity | undefined {
  const days = ctx.config.settings.expiryWarningDays;
  const left = notAfter - ctx.now;
  const lifetime = notAfter - notBefore;
  if (left < 0 || days === 0) return undefined;
  if (lifetime <= SHORT_LIVED) {
    if (left > lifetime / 3) return undefined;
    return left <= lifetime / 6 ? "warning" : "information";
  }
  if (left > days * DAY) return undefined;
  return left <= URGENT ? "warning" : "information";
}
