import { isIpLiteral, isLoopback } from "../config/addresses.ts";
import type { TlsConnection } from "../config/connections.ts";
import type { Severity } from "../severity.ts";
import type { Rule } from "./rule.ts";
import {
  docsOf,
  enforce,
  inheritedFrom,
  passSpan,
  severityOfAbsence,
  trailingComment,
  verification,
} from "./upstream.ts";

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
    const verify = connection.setting("ssl_verify");
    if (connection.tls !== "yes" || connection.isOn("ssl_verify")) return;
    if (trustsInVain(connection) || verify.directives.some(isDeliberate)) return;

    const explicit = verify.directives.length > 0;
    const state = explicit
      ? `"${verify.name}" is explicitly off`
      : `"${verify.name}" is off by default`;
    const sni = sendsNoName(connection) ? " and no SNI is sent" : "";
    const severity: Severity = isLocal(connection) ? "hint" : "warning";
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `certificate is not verified (${state})${sni}`,
      severity: explicit ? severity : severityOfAbsence(severity, connection.absence),
      docs: docsOf(connection, "ssl_verify"),
      related: inheritedFrom(verify),
      fixes: [
        {
          title: "Verify the upstream's certificate",
          safety: "unsafe",
          edits: enforce(
            connection,
            verification(connection, ctx.config.settings.trustedCertificate),
          ),
        },
      ],
    });
  },
};

/** A CA set in the location or its server, but no verification: `upstream-tls-trusted-unused` says it better. */
function trustsInVain(connection: TlsConnection): boolean {
  return connection
    .setting("ssl_trusted_certificate")
    .directives.some((it) => it.scope.place !== "http" && it.scope.place !== "stream");
}

function isDeliberate(verify: Parameters<typeof trailingComment>[0]): boolean {
  return /\b(nolint|insecure)\b/i.test(trailingComment(verify));
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

/** A DNS name of several labels: hosting services choose the site by SNI. */
function sendsNoName(connection: TlsConnection): boolean {
  const name = connection.peerName;
  return (
    !connection.isOn("ssl_server_name") &&
    name !== undefined &&
    name.includes(".") &&
    !isIpLiteral(name)
  );
}
