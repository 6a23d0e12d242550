import { forwards } from "../config/client-verification.ts";
import { REFUSED_CLIENTS, verifyClients } from "./shared/client-verify.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { usedByServer } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const clientVerifyOptionalNoCa: Rule = {
  id: "client-verify-optional-no-ca",
  severity: "warning",
  needs: ["ssl_verify_client"],
  docs: {
    summary: "Any client certificate is accepted, whoever signed it",
    why: `
\`optional_no_ca\` admits clients without a certificate, with one that they signed themselves, and with one of an unknown
CA (\`ngx_ssl_verify_error_optional\`); only other faults such as expiry are refused. It is meant for a service behind
nginx that verifies the certificate itself. Where one of the \`$ssl_client_*\` variables that hold the certificate goes to
such a service, the finding is information.`,
    fixSafety: REFUSED_CLIENTS,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client   optional_no_ca;
#                           ~~~~~~~~~~~~~~ warning: client certificates are not verified: one of any CA, or none, is accepted
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client   on;
        ssl_client_certificate /etc/nginx/client-ca.crt;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [verify] = server.settings("ssl_verify_client");
    if (!verify || server.verifyClient !== "optional_no_ca") return;
    const severity = forwards(server) ? "information" : "warning";
    ctx.report({
      file: verify.file,
      span: pathSpan(verify),
      message: "client certificates are not verified: one of any CA, or none, is accepted",
      severity: severityOfAbsence(severity, server.absence),
      docs: docsAt(verify),
      related: usedByServer(server, verify),
      fixes: [
        {
          title: "Require certificates of a CA",
          safety: "unsafe",
          edits: verifyClients(server, verify),
        },
      ],
    });
  },
};
