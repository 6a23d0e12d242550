import { sketches } from "./shared/example-files.ts";
import { atCertificate, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsSanMissing: Rule = {
  id: "tls-san-missing",
  severity: "warning",
  docs: {
    summary: "The certificate of a server has no subject alternative names",
    why: `
Clients look for the server's name among the subject alternative names only: RFC 9525 forbids them to take the common
name in their place, and browsers have not done so since 2017. \`openssl req -addext subjectAltName=DNS:www.example.com\`
adds them.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     cn.crt;
#                           ~~~~~~ warning: the certificate of "www.example.com" has no subject alternative names
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
        "cn.crt": sketches({ name: "www.example.com", names: undefined }),
        "www.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "server") return;
    for (const { leaf, located } of presentedBy(identity, ctx)) {
      if (leaf.alternativeNames) continue;
      const message = `the certificate of "${nameOf(leaf)}" has no subject alternative names`;
      ctx.report({ ...atCertificate(identity, located), message });
    }
  },
};
