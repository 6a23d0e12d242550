import { replaceArguments } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { docsOf, enforce, passSpan, withoutDot } from "./shared/upstream.ts";

export const upstreamTlsNameTrailingDot: Rule = {
  id: "upstream-tls-name-trailing-dot",
  severity: "warning",
  docs: {
    summary: "The name checked in an upstream's certificate ends with a dot",
    why: `
Certificates hold names without the final dot of a fully qualified name, and the comparison is literal
(\`X509_check_host\`): \`api.example.com.\` never matches, and verification ends with 502.`,
    fixSafety: "Verification succeeds where the certificate is for the name without the dot.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name",
      "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://127.0.0.1:8443;
            proxy_ssl_name api.example.com.;
#                          ~~~~~~~~~~~~~~~~ warning: certificate is checked for "api.example.com.", which never matches: it ends with a dot
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://127.0.0.1:8443;
            proxy_ssl_name api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.tls !== "yes" || !connection.isOn("ssl_verify")) return;
    const name = connection.peerName;
    if (!name?.endsWith(".")) return;
    const [directive] = connection.setting("ssl_name").directives;
    const word = directive?.directive.args[0];
    const better = withoutDot(name);
    ctx.report({
      file: (directive ?? connection.pass).file,
      span: word?.span ?? passSpan(connection),
      message: `certificate is checked for "${name}", which never matches: it ends with a dot`,
      docs: docsOf(connection, "ssl_name"),
      related: directive
        ? [
            {
              file: connection.pass.file,
              span: passSpan(connection),
              message: "used for this pass",
            },
          ]
        : [],
      fixes: [
        {
          title: `Use the name "${better}"`,
          safety: "unsafe",
          edits: directive
            ? [replaceArguments(directive, better)]
            : enforce(connection, [["ssl_name", better]]),
        },
      ],
    });
  },
};
