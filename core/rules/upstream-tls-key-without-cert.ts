import { absence } from "../config/effective.ts";
import {
  addCertificate,
  docsAt,
  GUESSED_NAME,
  isPairedElsewhere,
  pathSpan,
  usedBy,
} from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const upstreamTlsKeyWithoutCert: Rule = {
  id: "upstream-tls-key-without-cert",
  severity: "warning",
  docs: {
    summary: "A client key for an upstream has no certificate",
    why: `
nginx reads the key only together with a certificate (\`ngx_http_proxy_set_ssl\`), so it ignores a key alone and
says nothing. An upstream that asks for a client certificate gets none and refuses the request: nginx as upstream
answers 400 and logs \`client sent no required SSL certificate\`.

An explicit \`proxy_ssl_certificate "";\` takes the certificate back on purpose and is not reported.`,
    fixSafety: `${GUESSED_NAME} From then on nginx presents the certificate to the upstream.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate",
      "https://docs.nginx.com/nginx/admin-guide/security-controls/securing-http-traffic-upstream/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_certificate_key /etc/nginx/client.key;
#                                     ~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_certificate_key" has no "proxy_ssl_certificate": no certificate is sent
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_certificate_key /etc/nginx/client.key;
            proxy_ssl_certificate /etc/nginx/client.crt;
        }
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const [key] = identity.keys;
    if (identity.side !== "upstream" || !key || identity.certificates.length > 0) return;
    if (identity.tls !== "yes" || isPairedElsewhere(key, ctx)) return;
    ctx.report({
      file: key.file,
      span: pathSpan(key),
      message: `"${identity.keyName}" has no "${identity.certificateName}": no certificate is sent`,
      severity: severityOfAbsence("warning", absence(identity.scope)),
      docs: docsAt(key, identity.certificateName),
      related: usedBy(identity, key),
      fixes: addCertificate(key, identity.certificateName, ctx),
    });
  },
};
