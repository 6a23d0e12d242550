import { isSelfIssued } from "../certificates/chain.ts";
import { sketches } from "./shared/example-files.ts";
import { atCertificate, connected, nameOf, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsChainRootIncluded: Rule = {
  id: "tls-chain-root-included",
  severity: "hint",
  docs: {
    summary: "A certificate file ends with the root",
    why: `
A client trusts a root because it has it, never because a server sends it: the root in the chain costs about a kilobyte
in each full handshake, and may be what no longer fits into the first round trip. It may be left out (RFC 8446
section 4.4.2).`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     full.crt;
#                           ~~~~~~~~ hint: the file holds the root "Example Root", which clients already have, or don't trust
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
        "full.crt": sketches(
          { name: "www.example.com" },
          { name: "Example CA", issuer: "Example Root", isCa: true },
          { name: "Example Root", issuer: "Example Root", isCa: true },
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
      const root = [...connected(chain)].find((it) => it !== leaf && isSelfIssued(it));
      if (!root || isSelfIssued(leaf)) continue;
      const peers = identity.side === "server" ? "clients" : "upstreams";
      ctx.report({
        ...atCertificate(identity, located),
        message: `the file holds the root "${nameOf(root)}", which ${peers} already have, or don't trust`,
      });
    }
  },
};
