import { serversWith } from "../config/listeners.ts";
import type { Scope } from "../config/scope.ts";
import { REFUSED_CLIENTS, verifyClients } from "./shared/client-verify.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const clientCaUnused: Rule = {
  id: "client-ca-unused",
  severity: "warning",
  directives: ["ssl_client_certificate"],
  docs: {
    summary: "A CA for client certificates is named, but clients are not verified",
    why: `
\`ssl_client_certificate\` alone does nothing: without \`ssl_verify_client\` nginx does not even open the file, asks no
client for a certificate, and serves everybody. With \`ssl_stapling\` the file has a second use, so there nothing is
reported.`,
    fixSafety: REFUSED_CLIENTS,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate",
    ],
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
#       ~~~~~~~~~~~~~~~~~~~~~~ warning: clients are not verified against this CA: "ssl_verify_client" is off by default
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
        ssl_verify_client on;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const [server] = servers;
    if (!server || !located.directive.args[0]?.text) return;
    if (servers.some((it) => it.verifyClient !== "off" || it.isOn("ssl_stapling"))) return;
    if (servers.some(({ scope }) => isMisplacedBelow(scope))) return;
    const isWritten = servers.every((it) => it.settings("ssl_verify_client").length > 0);
    const off = isWritten ? "explicitly off" : "off by default";
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `clients are not verified against this CA: "ssl_verify_client" is ${off}`,
      severity: isWritten ? "warning" : severityOfAbsence("warning", server.absence),
      docs: docsAt(located, "ssl_verify_client"),
      fixes: [
        {
          title: "Verify clients",
          safety: "unsafe",
          edits: verifyClients(server, located),
        },
        { title: "Delete the directive", safety: "unsafe", edits: [removeDirective(located)] },
      ],
    });
  },
};

/** True if a location asks for certificates, which nginx refuses: another rule says so. */
function isMisplacedBelow(scope: Scope): boolean {
  return scope.inward().some((it) => it !== scope && it.named("ssl_verify_client").length > 0);
}
