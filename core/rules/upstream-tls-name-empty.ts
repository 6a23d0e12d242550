import type { TlsConnection } from "../config/connections.ts";
import { removeDirective } from "./shared/edits.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { docsOf, enforce, missingName, settingPlace } from "./shared/upstream.ts";

export const upstreamTlsNameEmpty: Rule = {
  id: "upstream-tls-name-empty",
  severity: "warning",
  docs: {
    summary: "The name checked in an upstream's certificate is empty",
    why: `
\`proxy_ssl_name ""\` does not switch the check of the name off: with \`proxy_ssl_verify on\` an empty name matches
no certificate, and every request ends with 502.`,
    fixSafety: "Verification succeeds where the certificate is for the inserted name.",
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_name "";
#           ~~~~~~~~~~~~~~ warning: certificate is checked for an empty name, which never matches
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
            proxy_pass https://api.example.com;
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
    const name = connection.setting("ssl_name");
    if (connection.tls !== "yes" || !connection.isOn("ssl_verify") || name.value !== "") return;
    ctx.report({
      ...settingPlace(connection, name),
      message: "certificate is checked for an empty name, which never matches",
      docs: docsOf(connection, "ssl_name"),
      fixes: fixes(connection),
    });
  },
};

function fixes(connection: TlsConnection): RuleFix[] {
  const better = missingName(connection);
  const [directive] = connection.setting("ssl_name").directives;
  if (better !== undefined) {
    const edits = enforce(connection, [["ssl_name", better]]);
    return [{ title: `Use the name "${better}"`, safety: "unsafe", edits }];
  }
  if (!directive) return [];
  const title = `Delete "${directive.directive.name.text}"`;
  return [{ title, safety: "unsafe", edits: [removeDirective(directive)] }];
}
