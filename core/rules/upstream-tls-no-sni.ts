import type { Rule } from "./shared/rule.ts";
import {
  docsOf,
  inheritedFrom,
  isMeantInsecure,
  lacksServerName,
  passSpan,
  sendServerName,
  settingNearby,
  severityOfOff,
  whyOff,
} from "./shared/upstream.ts";

export const upstreamTlsNoSni: Rule = {
  id: "upstream-tls-no-sni",
  severity: "information",
  docs: {
    summary: "No SNI is sent to a TLS upstream with a DNS name",
    why: `
CDNs and hosting platforms choose the site, and the certificate, by server name indication (RFC 6066). Without
it they answer 403 or 421, or refuse the handshake. nginx sends no name unless \`proxy_ssl_server_name\` is on.
Where \`upstream-tls-verify-off\` reports the same pass, its message says this too and there is no second finding.`,
    fixSafety: "The upstream may answer from another site than before.",
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
#                      ~~~~~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "api.example.com" ("proxy_ssl_server_name" is off by default)
            proxy_ssl_verify off; # insecure: test stage only
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
            proxy_ssl_verify off; # insecure: test stage only
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { rules } = ctx.config.settings;
    if (connection.tls !== "yes" || !connection.isOff("ssl_verify")) return;
    if (!lacksServerName(connection)) return;
    const isSaidElsewhere =
      rules["upstream-tls-verify-off"] !== "off" &&
      !isMeantInsecure(connection) &&
      !settingNearby(connection, "ssl_trusted_certificate");
    if (isSaidElsewhere) return;
    const sni = connection.setting("ssl_server_name");
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `no SNI is sent to "${connection.peerName}" (${whyOff(sni)})`,
      severity: severityOfOff("information", sni, connection),
      docs: docsOf(connection, "ssl_server_name"),
      related: inheritedFrom(sni),
      fixes: [sendServerName(connection)],
    });
  },
};
