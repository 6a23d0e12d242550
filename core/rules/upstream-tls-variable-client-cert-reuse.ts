import type { Rule } from "./rule.ts";
import {
  docsOf,
  enforce,
  presentsVariableCertificate,
  settingPlace,
  severityOfAbsence,
} from "./upstream.ts";

export const upstreamTlsVariableClientCertReuse: Rule = {
  id: "upstream-tls-variable-client-cert-reuse",
  severity: "warning",
  docs: {
    summary: "TLS sessions are reused although the client certificate depends on a variable",
    why: `
nginx keeps TLS sessions with the upstream, whichever client certificate they were made with
(\`ngx_http_upstream_set_round_robin_peer_session\`), and a resumed session carries the identity of its first
handshake. Observed on nginx 1.22.1 and 1.31.5: a request that should present certificate B was resumed on the
session of certificate A, and the upstream saw A.`,
    fixSafety: "Every connection to the upstream makes a full handshake from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_certificate     /etc/nginx/$arg_tenant.crt;
#           ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            proxy_ssl_certificate_key /etc/nginx/$arg_tenant.key;
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse off;
            proxy_ssl_certificate     /etc/nginx/$arg_tenant.crt;
            proxy_ssl_certificate_key /etc/nginx/$arg_tenant.key;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.tls !== "yes" || !connection.isOn("ssl_session_reuse")) return;
    if (!presentsVariableCertificate(connection)) return;
    const reuse = connection.setting("ssl_session_reuse");
    ctx.report({
      ...settingPlace(connection, connection.setting("ssl_certificate")),
      message:
        "client certificate depends on a variable, but TLS sessions are reused for all of them",
      severity:
        reuse.directives.length > 0 ? "warning" : severityOfAbsence("warning", connection.absence),
      docs: docsOf(connection, "ssl_session_reuse"),
      fixes: [
        {
          title: "Switch session reuse off",
          safety: "unsafe",
          edits: enforce(connection, [["ssl_session_reuse", "off"]]),
        },
      ],
    });
  },
};
