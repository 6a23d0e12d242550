import type { Identity } from "../config/identities.ts";
import { namesConflict } from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import {
  addKey,
  docsAt,
  GUESSED_NAME,
  mayStandUnseen,
  pathOf,
  pathSpan,
  usedBy,
} from "./shared/identity.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

export const serverTlsCertWithoutKey: Rule = {
  id: "server-tls-cert-without-key",
  severity: "error",
  docs: {
    summary: "A server certificate has no key",
    why: `
nginx refuses a server with fewer \`ssl_certificate_key\` than \`ssl_certificate\`: \`no "ssl_certificate_key" is
defined for certificate …\` (\`ngx_http_ssl_merge_srv_conf\`). It counts what is in force, also in a server that
only inherits the certificate and listens in plain text. The key directive is needed even if the certificate's
file holds the key as well. In \`mail\` nginx looks at TLS servers only.`,
    fixSafety: `${GUESSED_NAME} Where the certificate's file holds its key, the fix is certain.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate /etc/nginx/example.com.crt;
#                       ~~~~~~~~~~~~~~~~~~~~~~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate /etc/nginx/example.com.crt;
        ssl_certificate_key /etc/nginx/example.com.key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const { certificates, keys, keyName } = identity;
    if (identity.side !== "server" || !identity.isSetUp || keys.length >= certificates.length)
      return;
    if (mayStandUnseen(keyName, identity.scope)) return;
    const ownKeys = keys.every((it) => it.scope === certificates[0]?.scope);
    const missing = ownKeys ? withoutKey(identity) : certificates.slice(-1);
    for (const certificate of missing) {
      const fixes = ownKeys
        ? addKey(certificate, keyName, ctx, anchorFor(certificate, identity))
        : joined(certificates.map((it) => addKey(it, keyName, ctx)));
      ctx.report({
        file: certificate.file,
        span: pathSpan(certificate),
        message: ownKeys
          ? `"ssl_certificate" has no "${keyName}"`
          : `${certificates.length} "ssl_certificate", but ${keys.length} inherited "${keyName}"`,
        docs: docsAt(certificate, keyName),
        related: usedBy(identity, certificate),
        fixes,
      });
    }
  },
};

/** The certificates that no key is meant for: by position, unless the names tell better. */
function withoutKey({ certificates, keys }: Identity): readonly Located[] {
  const free = new Set(certificates);
  for (const [at, key] of keys.entries()) {
    const fits = (it: Located) => !namesConflict(pathOf(it), pathOf(key));
    const same = certificates[at];
    const meant = same && fits(same) ? same : [...free].find(fits);
    free.delete(meant ?? same ?? key);
  }
  return [...free];
}

/** Keys count by position, so a new one stands behind the key of the certificate before. */
function anchorFor(certificate: Located, { certificates, keys }: Identity): Located {
  const { entries } = certificate.scope;
  const before = keys[certificates.indexOf(certificate) - 1];
  return before && entries.indexOf(before) > entries.indexOf(certificate) ? before : certificate;
}

function joined(fixes: readonly (readonly RuleFix[])[]): readonly RuleFix[] {
  const all = fixes.flat();
  if (all.length < fixes.length) return [];
  return [
    {
      title: "Add a key for each certificate",
      safety: all.every((it) => it.safety === "safe") ? "safe" : "unsafe",
      edits: all.flatMap((it) => it.edits),
    },
  ];
}
