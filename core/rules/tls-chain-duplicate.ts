import { sketches } from "./shared/example-files.ts";
import { atCertificate, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsChainDuplicate: Rule = {
  id: "tls-chain-duplicate",
  severity: "warning",
  docs: {
    summary: "A certificate stands twice in a file",
    why: `
nginx presents it twice. Clients of TLS 1.2 may refuse the chain, since each certificate has to be that of the issuer of
the one before (RFC 5246 section 7.4.2). It mostly comes from \`cat fullchain.pem chain.pem\`, where the first file has
the chain already.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     twice.crt;
#                           ~~~~~~~~~ warning: the file holds the certificate of "Example CA" more than once
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     chain.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "twice.crt": sketches(
          { name: "www.example.com" },
          { name: "Example CA", issuer: "Example Root", isCa: true },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
        "chain.crt": sketches(
          { name: "www.example.com" },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const { chain, located } of presentedBy(identity, ctx)) {
      const seen = new Set<string>();
      for (const it of chain) {
        if (seen.has(it.fingerprint)) {
          const message = `the file holds the certificate of "${nameOf(it)}" more than once`;
          ctx.report({ ...atCertificate(identity, located), message });
        }
        seen.add(it.fingerprint);
      }
    }
  },
};
