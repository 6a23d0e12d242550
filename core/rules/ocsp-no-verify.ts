import { serversWith } from "../config/listeners.ts";
import { REFUSED_CLIENTS, verifyClients } from "./shared/client-verify.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const ocspNoVerify: Rule = {
  id: "ocsp-no-verify",
  severity: "warning",
  directives: ["ssl_ocsp"],
  docs: {
    summary: "Client certificates are to be checked by OCSP, but clients are not verified",
    why: `
\`ssl_ocsp\` asks the CA whether a client's certificate was revoked. Without \`ssl_verify_client\` nginx asks no client for
one, so there is nothing to check, and nginx says nothing about it.`,
    fixSafety: REFUSED_CLIENTS,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ocsp"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_ocsp on;
#       ~~~~~~~~ warning: no client certificate is checked: "ssl_verify_client" is off
        resolver 127.0.0.53;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_ocsp on;
        ssl_verify_client on;
        resolver 127.0.0.53;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const [server] = servers;
    if (!server || !isOn(server.value("ssl_ocsp"))) return;
    if (servers.some((it) => it.verifyClient !== "off")) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: 'no client certificate is checked: "ssl_verify_client" is off',
      severity: severityOfAbsence("warning", server.absence),
      docs: docsAt(located),
      fixes: [{ title: "Verify clients", safety: "unsafe", edits: verifyClients(server, located) }],
    });
  },
};

/** `on` and `leaf` switch it on. */
function isOn(value: string | undefined): boolean {
  return /^(on|leaf)$/i.test(value ?? "");
}
