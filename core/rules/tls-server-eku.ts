import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import { atCertificate, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsServerEku: Rule = {
  id: "tls-server-eku",
  severity: "error",
  docs: {
    summary: "A certificate of a server may not be used by servers",
    why: `
The extended key usage of the certificate lists what it is for, and \`serverAuth\` is not there: clients refuse it with
"unsuitable certificate purpose" (verify error 26). nginx does not look at it. It is mostly the certificate of a client
that stands in the wrong place.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     client.crt;
#                           ~~~~~~~~~~ error: the certificate of "www.example.com" is for clientAuth, not for serverAuth
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
        "client.crt": sketches({ name: "www.example.com", purposes: ["clientAuth"] }),
        "www.crt": sketches({ name: "www.example.com", purposes: ["serverAuth"] }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "server" || identity.tls !== "yes") return;
    for (const { leaf, located } of presentedBy(identity, ctx)) {
      const purposes = leaf.extendedKeyUsage;
      if (!purposes || purposes.some((it) => SUITABLE.has(it))) continue;
      ctx.report({
        ...atCertificate(identity, located),
        message: `the certificate of "${nameOf(leaf)}" is for ${purposes.join(", ")}, not for serverAuth`,
        docs: docsAt(located),
      });
    }
  },
};

/** The two numbers are Microsoft's and Netscape's "server gated crypto", which OpenSSL takes for a server's. */
const SUITABLE: ReadonlySet<string> = new Set([
  "serverAuth",
  "anyExtendedKeyUsage",
  "1.3.6.1.4.1.311.10.3.3",
  "2.16.840.1.113730.4.1",
]);
