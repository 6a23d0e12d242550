import { enabledProtocols } from "../config/enabled-protocols.ts";
import { removeDirective, replaceArguments } from "./edits.ts";
import { protocolGap } from "./protocols.ts";
import type { Rule } from "./rule.ts";
import { docsOf, passSpan } from "./upstream.ts";

export const upstreamTlsProtocolsGap: Rule = {
  id: "upstream-tls-protocols-gap",
  severity: "error",
  docs: {
    summary: "A protocol list for an upstream has a gap, so its newer versions are never used",
    why: `
As a client OpenSSL offers one contiguous range of versions: of a list with a gap it uses the *lowest* block
alone. \`TLSv1.1 TLSv1.3\` therefore means TLS 1.1, which OpenSSL 3 refuses at its default security level: every
request ends with 502. nginx accepts the list in silence. (Observed on nginx 1.22.1 and 1.31.5 with
OpenSSL 3.0.)`,
    fixSafety: "Upstreams that speak nothing newer than TLS 1.1 can no longer be reached.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_protocols",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_options/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.1 TLSv1.3;
#           ~~~~~~~~~~~~~~~~~~~ error: TLSv1.2 is left out, so nothing newer than TLSv1.1 is used with this upstream
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.2 TLSv1.3;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { directives, name } = connection.setting("ssl_protocols");
    const [first, ...others] = directives;
    const enabled = enabledProtocols(directives);
    const gap = protocolGap(enabled);
    if (connection.tls !== "yes" || gap === undefined || !first) return;
    const used = ["TLSv1", "TLSv1.1", "TLSv1.2"].filter((it) => enabled.has(it) && it < gap);
    ctx.report({
      file: first.file,
      span: first.directive.name.span,
      message: `${gap} is left out, so nothing newer than ${used.at(-1)} is used with this upstream`,
      docs: docsOf(connection, "ssl_protocols"),
      related: [
        {
          file: connection.pass.file,
          span: passSpan(connection),
          message: `"${name}" counts for this upstream`,
        },
      ],
      fixes: [
        {
          title: "Use TLSv1.2 and TLSv1.3",
          safety: "unsafe",
          edits: [replaceArguments(first, "TLSv1.2 TLSv1.3"), ...others.map(removeDirective)],
        },
      ],
    });
  },
};
