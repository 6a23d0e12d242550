import type { TlsConnection } from "../config/connections.ts";
import type { Rule } from "./shared/rule.ts";
import { docsOf, enforce, NAME_PLACEHOLDER, settingPlace, type Wanted } from "./shared/upstream.ts";

export const upstreamTlsVerifyIpName: Rule = {
  id: "upstream-tls-verify-ip-name",
  severity: "warning",
  docs: {
    summary: "An upstream's certificate is checked for an IP address",
    why: `
nginx compares the DNS names of the certificate only (\`X509_check_host\` in \`ngx_ssl_check_host\`). An address in
the certificate (\`IP:127.0.0.1\`) does not count, and the common name counts only where there is no DNS name at
all. The check fails with 502. The path of a Unix socket never matches either.`,
    fixSafety:
      "The inserted name is a placeholder: put in a name that the upstream's certificate holds.",
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://127.0.0.1:8443;
#                      ~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "127.0.0.1", but nginx compares DNS names only
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
            proxy_ssl_name name-in-certificate.example.com;
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
    const what = whatIsChecked(connection);
    if (what === undefined) return;
    const wanted: Wanted[] = [["ssl_name", NAME_PLACEHOLDER]];
    if (!connection.isOn("ssl_server_name")) wanted.push(["ssl_server_name", "on"]);
    ctx.report({
      ...settingPlace(connection, connection.setting("ssl_name")),
      message: `certificate is checked for ${what}, but nginx compares DNS names only`,
      docs: docsOf(connection, "ssl_name"),
      fixes: [
        {
          title: "Check for a name that the certificate holds",
          safety: "unsafe",
          edits: enforce(connection, wanted),
        },
      ],
    });
  },
};

function whatIsChecked(connection: TlsConnection): string | undefined {
  if (connection.peerNameIsIp) return `"${connection.peerName}"`;
  const isSocket = connection.target.address?.unix === true;
  const isNamed = connection.setting("ssl_name").value !== undefined;
  return isSocket && !isNamed ? "the path of the socket" : undefined;
}
