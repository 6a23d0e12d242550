import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import {
  addKey,
  docsAt,
  GUESSED_NAME,
  isPairedElsewhere,
  mayStandUnseen,
  pathOf,
  pathSpan,
  usedBy,
} from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const upstreamTlsCertWithoutKey: Rule = {
  id: "upstream-tls-cert-without-key",
  severity: "error",
  docs: {
    summary: "A client certificate for an upstream has no key",
    why: `
nginx refuses the configuration: \`no "proxy_ssl_certificate_key" is defined for certificate …\`, without file
and line (\`ngx_http_proxy_set_ssl\`). The key directive is needed even if the certificate's file holds the key
as well. nginx looks only at TLS passes and at passes with a variable; for a plain one the finding is
information.`,
    fixSafety: `${GUESSED_NAME} Where the certificate's file holds its key, the fix is certain.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate_key",
      "https://docs.nginx.com/nginx/admin-guide/security-controls/securing-http-traffic-upstream/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass            https://api.example.com;
            proxy_ssl_certificate /etc/nginx/client.pem;
#                                 ~~~~~~~~~~~~~~~~~~~~~ error: "proxy_ssl_certificate" has no "proxy_ssl_certificate_key"
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass            https://api.example.com;
            proxy_ssl_certificate /etc/nginx/client.pem;
            proxy_ssl_certificate_key /etc/nginx/client.key;
        }
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const [certificate] = identity.certificates;
    const [key] = identity.keys;
    if (identity.side !== "upstream" || !certificate || (key && pathOf(key) !== "")) return;
    if (key) {
      reportEmpty(identity, key, ctx);
      return;
    }
    if (mayStandUnseen(identity.keyName, identity.scope)) return;
    if (!identity.isSetUp && isPairedElsewhere(certificate, ctx)) return;
    ctx.report({
      file: certificate.file,
      span: pathSpan(certificate),
      message: `"${identity.certificateName}" has no "${identity.keyName}"`,
      severity: identity.isSetUp ? "error" : "information",
      docs: docsAt(certificate, identity.keyName),
      related: usedBy(identity, certificate),
      fixes: addKey(certificate, identity.keyName, ctx),
    });
  },
};

/** An empty name is no key either: \`cannot load certificate key ""\`. */
function reportEmpty(identity: Identity, key: Located, ctx: RuleContext): void {
  if (!identity.isLoaded) return;
  ctx.report({
    file: key.file,
    span: pathSpan(key),
    message: `"${identity.certificateName}" has no key: "${identity.keyName}" is empty`,
    docs: docsAt(key),
    related: usedBy(identity, key),
  });
}
