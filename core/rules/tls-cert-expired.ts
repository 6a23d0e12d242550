import { dateOf, daysIn } from "../certificates/days.ts";
import { sketches } from "./shared/example-files.ts";
import { reportDates } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCertExpired: Rule = {
  id: "tls-cert-expired",
  severity: "error",
  docs: {
    summary: "A certificate has run out",
    why: `
nginx never looks at the dates of its certificates: \`nginx -t\` is content, and clients refuse the handshake. An upstream
that verifies client certificates refuses one that has run out in the same way (verify error 10). A certificate of
the chain that has run out is a warning: clients that know another way to a root can do without it.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     old.crt;
#                           ~~~~~~~ error: the certificate of "www.example.com" ran out on 2026-01-10, 5 days ago
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     new.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "old.crt": sketches({ name: "www.example.com", from: "2025-10-12", until: "2026-01-10" }),
        "new.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    reportDates(identity, ctx, ({ notAfter }) =>
      notAfter < ctx.now
        ? `ran out on ${dateOf(notAfter)}, ${daysIn(ctx.now - notAfter)} ago`
        : undefined,
    );
  },
};
