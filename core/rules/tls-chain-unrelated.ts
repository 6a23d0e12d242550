import { sketches } from "./shared/example-files.ts";
import { atCertificate, connected, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsChainUnrelated: Rule = {
  id: "tls-chain-unrelated",
  severity: "warning",
  docs: {
    summary: "A certificate file holds a certificate that has nothing to do with its chain",
    why: `
The first certificate is the server's, and all others are presented as its chain. One that leads nowhere is sent with
each full handshake for nothing, and tells who connects of things that were not meant for them, such as the names of
another server. It is often the intermediate of a CA that was left, in place of the one that is missing.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
      "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     odd.crt;
#                           ~~~~~~~ warning: "Other CA" is not part of the chain of "www.example.com"
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
        "odd.crt": sketches(
          { name: "www.example.com" },
          { name: "Other CA", issuer: "Other Root", isCa: true },
        ),
        "chain.crt": sketches(
          { name: "www.example.com" },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const { chain, leaf, located } of presentedBy(identity, ctx)) {
      const part = connected(chain);
      const known = new Set([...part].map((it) => it.fingerprint));
      for (const it of chain) {
        if (known.has(it.fingerprint)) continue;
        const message = `"${nameOf(it)}" is not part of the chain of "${nameOf(leaf)}"`;
        ctx.report({ ...atCertificate(identity, located), message });
      }
    }
  },
};
