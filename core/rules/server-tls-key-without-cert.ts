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

export const serverTlsKeyWithoutCert: Rule = {
  id: "server-tls-key-without-cert",
  severity: "warning",
  docs: {
    summary: "A server key has no certificate",
    why: `
nginx reads keys only together with certificates. A TLS server without one presents the certificate of the
socket's default server; if it is that default server itself, nginx refuses the configuration with \`no
"ssl_certificate" is defined for the "listen ... ssl" directive\` (\`ngx_http_ssl_init\`).`,
    fixSafety: GUESSED_NAME,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate_key /etc/nginx/example.com.key;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "ssl_certificate_key" has no "ssl_certificate"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate_key /etc/nginx/example.com.key;
        ssl_certificate /etc/nginx/example.com.crt;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const [key] = identity.keys;
    if (identity.side !== "server" || !key || identity.certificates.length > 0) return;
    if (isPairedElsewhere(key, ctx)) return;
    const severity = identity.tls === "no" ? "information" : "warning";
    ctx.report({
      file: key.file,
      span: pathSpan(key),
      message: `"ssl_certificate_key" has no "ssl_certificate"`,
      severity: severityOfAbsence(severity, absence(identity.scope)),
      docs: docsAt(key, "ssl_certificate"),
      related: usedBy(identity, key),
      fixes: identity.keys.length === 1 ? addCertificate(key, "ssl_certificate", ctx) : [],
    });
  },
};
