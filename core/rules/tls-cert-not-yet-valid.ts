import { dateOf, daysIn } from "../certificates/days.ts";
import { sketches } from "./shared/example-files.ts";
import { reportDates } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCertNotYetValid: Rule = {
  id: "tls-cert-not-yet-valid",
  severity: "error",
  docs: {
    summary: "A certificate is not valid yet",
    why: `
nginx never looks at the dates of its certificates, and clients refuse one whose time has not come. Where a new
certificate is put in place ahead of time, the old one has to stay until the new one is valid. A wrong clock shows in
the same way.`,
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
        ssl_certificate     next.crt;
#                           ~~~~~~~~ error: the certificate of "www.example.com" is valid only from 2026-02-01 on, in 17 days
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "next.crt": sketches({ name: "www.example.com", from: "2026-02-01", until: "2026-05-01" }),
        "www.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    reportDates(identity, ctx, ({ notBefore }) =>
      notBefore > ctx.now
        ? `is valid only from ${dateOf(notBefore)} on, in ${daysIn(notBefore - ctx.now)}`
        : undefined,
    );
  },
};
