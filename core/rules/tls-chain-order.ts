import { mayHaveIssued } from "../certificates/chain.ts";
import { belongTogether } from "../certificates/pairing.ts";
import type { X509 } from "../certificates/x509.ts";
import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import { sketches } from "./shared/example-files.ts";
import { keyIn, leafIn } from "./shared/pem-sides.ts";
import { atCertificate, connected, filesOf, nameOf, ownBehind } from "./shared/presented.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const tlsChainOrder: Rule = {
  id: "tls-chain-order",
  severity: "warning",
  docs: {
    summary: "The certificates of a chain are in the wrong order",
    why: `
nginx presents the certificates of a file in its order. The server's own must come first: nginx compares it with the
key, and stops with \`key values mismatch\` if another comes first, which is an error here. Then each certificate has to be that of the issuer of
the one before (RFC 5246 section 7.4.2). TLS 1.3 asks clients to bear another order (RFC 8446 section 4.4.2), but
not all do. The order is right in \`cat server.crt intermediate.crt > chain.crt\`.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
      "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     chain.crt;
#                           ~~~~~~~~~ warning: "Example Root" stands before "Example CA", which it issued
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     ordered.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "chain.crt": sketches(
          { name: "www.example.com" },
          { name: "Example Root", issuer: "Old Root", isCa: true },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
        "ordered.crt": sketches(
          { name: "www.example.com" },
          { name: "Example CA", issuer: "Example Root", isCa: true },
          { name: "Example Root", issuer: "Old Root", isCa: true },
        ),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const presented of filesOf(identity, ctx)) {
      const { chain, leaf, located } = presented;
      const place = atCertificate(identity, located);
      const own = ownBehind(presented);
      if (own) {
        const message = `starts with the CA "${nameOf(leaf)}"; the certificate of "${nameOf(own)}" must come first`;
        const severity = isRefused(identity, located, ctx) ? "error" : "warning";
        ctx.report({ ...place, message, severity });
        continue;
      }
      const wrong = firstOutOfOrder(chain);
      if (!wrong) continue;
      const message = `"${nameOf(wrong.issuer)}" stands before "${nameOf(wrong.issued)}", which it issued`;
      ctx.report({ ...place, message });
    }
  },
};

/** True if nginx loads the file, and its key belongs to another certificate in it than the first. */
function isRefused(identity: Identity, located: Located, ctx: RuleContext): boolean {
  const key = identity.keys[identity.certificates.indexOf(located)];
  const [leaf, secret] = [leafIn(located, ctx), key && keyIn(key, ctx)];
  if (!identity.isLoaded || !leaf || !secret) return false;
  return belongTogether(leaf, secret) === false;
}

/** A certificate that issued only later ones of the chain, and one of these. */
function firstOutOfOrder(
  chain: readonly X509[],
): { readonly issuer: X509; readonly issued: X509 } | undefined {
  const part = connected(chain);
  const ordered = chain.filter((it) => part.has(it));
  for (const [at, issuer] of ordered.entries()) {
    if (at === 0 || ordered.slice(0, at).some((it) => mayHaveIssued(issuer, it))) continue;
    const issued = ordered.slice(at + 1).find((it) => mayHaveIssued(issuer, it));
    if (issued) return { issuer, issued };
  }
  return undefined;
}
