import { dateOf } from "../certificates/days.ts";
import { listFile, sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { listsOf, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsCrlExpired: Rule = {
  id: "tls-crl-expired",
  severity: "warning",
  docs: {
    summary: "A revocation list is out of date, so that everything its CA signed is refused",
    why: `
With a list in force OpenSSL wants a current one of each CA. After the list's next update verification fails with error 12,
"CRL has expired", and before its own date with error 11, for all certificates of that CA, not just the revoked.
\`nginx -t\` says nothing, and nginx fetches no lists: something must renew the file and reload nginx in time.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_crl",
      "https://www.rfc-editor.org/rfc/rfc5280#section-5.1.2.5",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate ca.crt;
        ssl_verify_client      on;
        ssl_crl                old.crl;
#                              ~~~~~~~ warning: the list of "CN=Example CA" expired on 2025-12-01: all its certificates are refused
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate ca.crt;
        ssl_verify_client      on;
        ssl_crl                new.crl;
    }
}
`,
      files: {
        "ca.crt": sketches({ name: "Example CA", issuer: "Example CA", isCa: true }),
        "old.crl": listFile(["Example CA"], "2025-12-01"),
        "new.crl": listFile(["Example CA"]),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const { crl } = verifier;
      if (!crl) continue;
      const lists = listsOf(verifier, ctx);
      const current = lists.filter(
        (it) => it.thisUpdate <= ctx.now && ctx.now <= (it.nextUpdate ?? Number.POSITIVE_INFINITY),
      );
      const issuers = new Set(current.map((it) => it.issuer.key));
      for (const { issuer, thisUpdate, nextUpdate } of lists) {
        if (issuers.has(issuer.key)) continue;
        issuers.add(issuer.key);
        const why =
          nextUpdate !== undefined && nextUpdate < ctx.now
            ? `expired on ${dateOf(nextUpdate)}`
            : `is not valid before ${dateOf(thisUpdate)}`;
        ctx.report({
          file: crl.file,
          span: pathSpan(crl),
          message: `the list of "${issuer.text}" ${why}: all its certificates are refused`,
          docs: docsAt(crl),
          related: verifiedFor(verifier, crl),
        });
      }
    }
  },
};
