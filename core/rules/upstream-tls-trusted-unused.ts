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

export const upstreamTlsTrustedUnused: Rule = {
  id: "upstream-tls-trusted-unused",
  severity: "warning",
  docs: {
    summary: "A CA is set for an upstream, but its certificate is not verified",
    why: `
nginx opens the file of \`proxy_ssl_trusted_certificate\` only if \`proxy_ssl_verify\` is on
(\`ngx_http_proxy_set_ssl\`). Without it any certificate is accepted and the file may even be missing: the
configuration looks safe and is not. Guides that call \`proxy_ssl_verify\` optional invite the mistake.`,
    fixSafety:
      "An upstream whose certificate the CA does not vouch for, or that is for another name, is refused with 502 from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify",
      "https://docs.nginx.com/nginx/admin-guide/security-controls/securing-http-traffic-upstream/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_trusted_certificate /etc/nginx/ca.crt;
#           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
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
            proxy_ssl_server_name on;
            proxy_ssl_trusted_certificate /etc/nginx/ca.crt;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const trusted = settingNearby(connection, "ssl_trusted_certificate");
    if (connection.tls !== "yes" || !trusted || !connection.isOff("ssl_verify")) return;
    if (isMeantInsecure(connection)) return;
    const verify = connection.setting("ssl_verify");
    ctx.report({
      ...settingPlace(connection, trusted),
      message: `"${trusted.name}" has no effect: ${whyOff(verify)}`,
      severity: severityOfOff("warning", verify, connection),
      docs: docsOf(connection, "ssl_verify"),
      fixes: [verifyUpstream(connection, ctx)],
    });
  },
};
