import type { TlsConnection } from "../config/connections.ts";
import type { Rule } from "./shared/rule.ts";
import { docsOf, sendServerName, settingPlace, severityOfOff, whyOff } from "./shared/upstream.ts";

export const upstreamTlsVerifyNoSni: Rule = {
  id: "upstream-tls-verify-no-sni",
  severity: "warning",
  docs: {
    summary: "An upstream's certificate is verified, but no SNI is sent",
    why: `
Without server name indication (RFC 6066) a server that holds several certificates answers with its default one,
or refuses the handshake (\`unrecognized name\`, alert 112). Verification then fails and clients get 502. nginx
sends no name unless \`proxy_ssl_server_name\` is on. For \`uwsgi_pass\` the finding is information: name-based
uWSGI servers are rare.`,
    fixSafety:
      "The upstream may answer with another certificate, or from another site, than before.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_server_name",
      "https://www.rfc-editor.org/rfc/rfc6066#section-3",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_verify on;
#           ~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
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
    if (!connection.isOff("ssl_server_name") || !mayHaveName(connection)) return;
    const sni = connection.setting("ssl_server_name");
    const severity = connection.facts.family === "uwsgi" ? "information" : "warning";
    ctx.report({
      ...settingPlace(connection, connection.setting("ssl_verify")),
      message: `certificate is verified, but no SNI is sent (${whyOff(sni)})`,
      severity: severityOfOff(severity, sni, connection),
      docs: docsOf(connection, "ssl_server_name"),
      fixes: [sendServerName(connection)],
    });
  },
};

/** nginx sends no SNI for IP addresses; empty names and socket paths are other rules' findings. */
function mayHaveName(connection: TlsConnection): boolean {
  return connection.peerName !== "" && !connection.peerNameIsIp;
}
