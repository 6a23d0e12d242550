import { isLoopback } from "../config/addresses.ts";
import type { TlsConnection } from "../config/connections.ts";
import type { Settings } from "../settings.ts";
import type { Rule } from "./shared/rule.ts";
import {
  docsOf,
  inheritedFrom,
  isMeantInsecure,
  lacksServerName,
  passSpan,
  settingNearby,
  severityOfOff,
  verifyUpstream,
  whyOff,
} from "./shared/upstream.ts";

export const upstreamTlsVerifyOff: Rule = {
  id: "upstream-tls-verify-off",
  severity: "warning",
  docs: {
    summary: "The certificate of a TLS upstream is not verified",
    why: `
\`https://\` in \`proxy_pass\` encrypts, but nginx accepts any certificate: \`proxy_ssl_verify\` is off by
default (\`ngx_http_proxy_merge_loc_conf\`). Whoever can answer at the upstream's address can read and
change the traffic. The same holds for \`grpcs://\`, \`suwsgi://\` and \`proxy_ssl on\` in \`stream\`.

The finding is a hint for an upstream on this machine, and it is not given where \`proxy_ssl_verify off\`
carries a comment with the word \`insecure\` or \`nolint\`.`,
    fixSafety:
      "A certificate that the CA bundle does not vouch for, or that is for another name, is refused with 502 from then on.",
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
#                      ~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
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
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { rules } = ctx.config.settings;
    const verify = connection.setting("ssl_verify");
    if (connection.tls !== "yes" || !connection.isOff("ssl_verify")) return;
    if (isMeantInsecure(connection) || isSaidBetter(connection, rules)) return;

    const sni = lacksServerName(connection) ? " and no SNI is sent" : "";
    const severity = isLocal(connection) ? "hint" : "warning";
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `certificate is not verified (${whyOff(verify)})${sni}`,
      severity: severityOfOff(severity, verify, connection),
      docs: docsOf(connection, "ssl_verify"),
      related: inheritedFrom(verify),
      fixes: [verifyUpstream(connection, ctx)],
    });
  },
};

/** `upstream-tls-trusted-unused` reports a CA set for this location in vain. */
function isSaidBetter(connection: TlsConnection, rules: Settings["rules"]): boolean {
  return (
    rules["upstream-tls-trusted-unused"] !== "off" &&
    settingNearby(connection, "ssl_trusted_certificate") !== undefined
  );
}

function isLocal(connection: TlsConnection): boolean {
  const { address, group } = connection.target;
  if (!group) return address !== undefined && (address.unix || isLoopback(address.host));
  return (
    group.complete &&
    group.servers.length > 0 &&
    group.servers.every((it) => it.address && (it.address.unix || isLoopback(it.address.host)))
  );
}
