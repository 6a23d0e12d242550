import type { Located } from "../config/scope.ts";
import { removeDirective } from "./shared/edits.ts";
import { addCertificate, docsAt, GUESSED_NAME, pathSpan } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const serverTlsExtraKeys: Rule = {
  id: "server-tls-extra-keys",
  severity: "warning",
  docs: {
    summary: "A server has more keys than certificates",
    why: `
nginx takes the first key for the first certificate, the second for the second, and ignores the keys that are
left over (\`ngx_ssl_certificates\`). Either a certificate is missing or the key is a leftover.`,
    fixSafety: `Deleting an ignored key changes nothing. ${GUESSED_NAME}`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     example.com.crt;
        ssl_certificate_key example.com.key;
        ssl_certificate_key example.com.ecdsa.key;
#                           ~~~~~~~~~~~~~~~~~~~~~ warning: key 2 has no certificate, nginx ignores it
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     example.com.crt;
        ssl_certificate_key example.com.key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const { certificates, keys } = identity;
    if (identity.side !== "server" || certificates.length === 0) return;
    if (certificates[0]?.scope !== keys[0]?.scope) return;
    for (const [at, key] of keys.entries()) {
      if (at < certificates.length || !isIgnored(key, ctx)) continue;
      ctx.report({
        file: key.file,
        span: pathSpan(key),
        message: `key ${at + 1} has no certificate, nginx ignores it`,
        docs: docsAt(key),
        fixes: [
          { title: "Delete the ignored key", safety: "safe", edits: [removeDirective(key)] },
          ...addCertificate(key, identity.certificateName, ctx),
        ],
      });
    }
  },
};

/** True if no server uses the key: one with certificates of its own can inherit more keys. */
function isIgnored(key: Located, ctx: RuleContext): boolean {
  return ctx.config.identities.every((it) => {
    const at = it.keys.indexOf(key);
    return at < 0 || at >= it.certificates.length;
  });
}
