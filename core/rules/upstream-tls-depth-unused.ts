import type { TlsConnection } from "../config/connections.ts";
import { removeDirective } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import {
  docsOf,
  isMeantInsecure,
  passSpan,
  settingNearby,
  verifyUpstream,
  whyOff,
} from "./shared/upstream.ts";

export const upstreamTlsDepthUnused: Rule = {
  id: "upstream-tls-depth-unused",
  severity: "hint",
  docs: {
    summary: "A verification depth is set for an upstream, but its certificate is not verified",
    why: `
\`proxy_ssl_verify_depth\` limits how many intermediate certificates verification accepts. With
\`proxy_ssl_verify\` off nothing is verified and the number is ignored.`,
    fixSafety:
      "Verification refuses certificates that no trusted CA vouches for. Deleting the directive forgets the depth that was wanted.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify_depth",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_verify_depth 2;
#           ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth" has no effect: "proxy_ssl_verify" is off by default
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
            proxy_ssl_verify_depth 2;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const depth = settingNearby(connection, "ssl_verify_depth");
    const directive = depth?.directives[0];
    if (connection.tls !== "yes" || !depth || !directive || isMeantInsecure(connection)) return;
    const users = ctx.config.connections.filter(
      (it) => it.setting("ssl_verify_depth").directives[0] === directive,
    );
    if (!users.every(isSurelyUnverified)) return;
    ctx.report({
      file: directive.file,
      span: directive.directive.name.span,
      message: `"${depth.name}" has no effect: ${whyOff(connection.setting("ssl_verify"))}`,
      tags: ["unnecessary"],
      docs: docsOf(connection, "ssl_verify_depth"),
      related: depth.own
        ? []
        : [{ file: connection.pass.file, span: passSpan(connection), message: "not verified" }],
      fixes: [
        ...(users.length === 1 ? [verifyUpstream(connection, ctx)] : []),
        {
          title: `Delete "${depth.name}"`,
          safety: "unsafe",
          edits: [removeDirective(directive)],
        },
      ],
    });
  },
};

function isSurelyUnverified(connection: TlsConnection): boolean {
  if (!connection.isOff("ssl_verify")) return false;
  const isSet = connection.setting("ssl_verify").directives.length > 0;
  return isSet || connection.absence === "certain";
}
