import type { Rule } from "./shared/rule.ts";
import {
  docsOf,
  isMeantInsecure,
  settingNearby,
  settingPlace,
  severityOfOff,
  verifyUpstream,
  whyOff,
} from "./shared/upstream.ts";

export const upstreamTlsCrlUnused: Rule = {
  id: "upstream-tls-crl-unused",
  severity: "warning",
  docs: {
    summary: "A revocation list is set for an upstream, but its certificate is not verified",
    why: `
Revocation is part of verification. Without \`proxy_ssl_verify on\` nginx does not even open the file of
\`proxy_ssl_crl\` (\`ngx_http_proxy_set_ssl\`), and a revoked certificate is accepted like any other.`,
    fixSafety:
      "A certificate that is revoked, that the CA does not vouch for, or that is for another name, is refused with 502 from then on.",
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_crl"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_crl /etc/nginx/ca.crl;
#           ~~~~~~~~~~~~~ warning: "proxy_ssl_crl" has no effect: "proxy_ssl_verify" is off by default
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
            proxy_ssl_server_name on;
            proxy_ssl_crl /etc/nginx/ca.crl;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const crl = settingNearby(connection, "ssl_crl");
    if (connection.tls !== "yes" || !crl || !connection.isOff("ssl_verify")) return;
    if (isMeantInsecure(connection)) return;
    const verify = connection.setting("ssl_verify");
    ctx.report({
      ...settingPlace(connection, crl),
      message: `"${crl.name}" has no effect: ${whyOff(verify)}`,
      severity: severityOfOff("warning", verify, connection),
      docs: docsOf(connection, "ssl_crl"),
      fixes: [verifyUpstream(connection, ctx)],
    });
  },
};
