import { DAY, daysIn } from "../certificates/days.ts";
import type { X509 } from "../certificates/x509.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import { atCertificate, isSelfSigned, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCertLongLived: Rule = {
  id: "tls-cert-long-lived",
  severity: "hint",
  docs: {
    summary: "A certificate is valid for longer than browsers accept of public CAs",
    why: `
Browsers refuse certificates of public CAs that are valid for more than 398 days, if they were issued from 2020-09-01 on;
for those issued from 2026-03-15 on it is 200 days, from 2027-03-15 on 100, and from 2029-03-15 on 47 (CA/Browser
Forum, baseline requirements 6.3.2). Private CAs that an administrator added are exempt. A certificate counts as
public here if it was logged for Certificate Transparency, or names where its issuer's certificate is found.`,
    references: [
      "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
      "https://support.apple.com/en-us/102028",
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
#                           ~~~~~~~ hint: the certificate of "www.example.com" is valid for 730 days; browsers accept 398
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     short.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "www.crt": sketches({
          name: "www.example.com",
          from: "2025-06-01",
          until: "2027-06-01",
          issuerUrls: ["http://ca.example.net/ca.crt"],
        }),
        "short.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "server") return;
    for (const presented of presentedBy(identity, ctx)) {
      const { leaf, located } = presented;
      if (isSelfSigned(presented) || !(leaf.isLogged || leaf.issuerUrls.length > 0)) continue;
      const limit = limitFor(leaf);
      const lifetime = leaf.notAfter - leaf.notBefore;
      if (limit === undefined || lifetime <= limit * DAY) continue;
      ctx.report({
        ...atCertificate(identity, located),
        message: `the certificate of "${nameOf(leaf)}" is valid for ${daysIn(lifetime)}; browsers accept ${limit}`,
        docs: docsAt(located),
      });
    }
  },
};

/** Days by date of issue, the latest first. */
const LIMITS: readonly (readonly [number, number])[] = [
  [Date.UTC(2029, 2, 15), 47],
  [Date.UTC(2027, 2, 15), 100],
  [Date.UTC(2026, 2, 15), 200],
  [Date.UTC(2020, 8, 1), 398],
];

function limitFor({ notBefore }: X509): number | undefined {
  return LIMITS.find(([from]) => notBefore >= from)?.[1];
}
