import { insertAfter } from "./shared/edits.ts";
import { docsAt, pathOf } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled, usedByServer } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const staplingVerifyNoTrusted: Rule = {
  id: "stapling-verify-no-trusted",
  severity: "warning",
  needs: ["ssl_stapling_verify"],
  docs: {
    summary: "OCSP responses are to be verified, but no trusted certificates are named",
    why: `
\`ssl_stapling_verify\` checks the signature of the CA's response against \`ssl_trusted_certificate\` (or
\`ssl_client_certificate\`). Without either only a response that is signed by a certificate of the server's own chain
passes; one of a responder that the CA has delegated does not, and nothing is stapled.`,
    fixSafety: "nginx refuses to start if there is no such file. Put in the chain of your CA.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling_verify",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_trusted_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_stapling on;
        ssl_stapling_verify on;
#       ~~~~~~~~~~~~~~~~~~~ warning: responders with a certificate of their own can't be verified without "ssl_trusted_certificate"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_stapling on;
        ssl_stapling_verify on;
        ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [verify] = server.settings("ssl_stapling_verify");
    if (!verify || !server.isOn("ssl_stapling_verify") || !isStapled(server)) return;
    if (server.value("ssl_trusted_certificate") || server.value("ssl_client_certificate")) return;
    const names = server.settings("ssl_certificate").map(pathOf);
    if (server.tls === "no" || !names.some(isStapleable)) return;
    const file = ctx.config.settings.trustedCertificate;
    ctx.report({
      file: verify.file,
      span: verify.directive.name.span,
      message:
        'responders with a certificate of their own can\'t be verified without "ssl_trusted_certificate"',
      severity: severityOfAbsence("warning", server.absence),
      docs: docsAt(verify),
      related: usedByServer(server, verify),
      fixes: [
        {
          title: "Add trusted certificates",
          safety: "unsafe",
          edits: [insertAfter(verify, [`ssl_trusted_certificate ${file};`])],
        },
      ],
    });
  },
};

/** Not a name with a variable, and not one of a CA without OCSP; other rules report these. */
function isStapleable(name: string): boolean {
  return !name.includes("$") && !name.startsWith("/etc/letsencrypt/");
}
