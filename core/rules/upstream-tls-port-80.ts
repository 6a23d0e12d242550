import { appendTo } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { passSpan } from "./shared/upstream.ts";

export const upstreamTlsPort80: Rule = {
  id: "upstream-tls-port-80",
  severity: "warning",
  docs: {
    summary: "A TLS connection goes to port 80",
    why: `
In an \`upstream\` block of \`http\` a \`server\` without a port means port 80, whatever the scheme of the
\`proxy_pass\` (\`ngx_http_upstream_server\`). A TLS handshake on a plaintext port ends with 502 and
\`wrong version number\` in the error log.`,
    fixSafety: "An upstream that really speaks TLS on port 80 is no longer reached.",
    references: ["https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server"],
  },
  examples: [
    {
      bad: `
http {
    upstream app.example.com {
        server app1.example.com;
#              ~~~~~~~~~~~~~~~~ warning: TLS goes to port 80: a server without a port has 80, not 443
    }
    server {
        location / {
            proxy_pass https://app.example.com;
        }
    }
}
`,
      good: `
http {
    upstream app.example.com {
        server app1.example.com:443;
    }
    server {
        location / {
            proxy_pass https://app.example.com;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { address, group } = connection.target;
    if (connection.tls !== "yes" || connection.facts.upstreams !== "http") return;
    if (!group && address?.port === 80) {
      ctx.report({
        file: connection.pass.file,
        span: passSpan(connection),
        message: "TLS goes to port 80",
      });
    }
    for (const server of group?.servers ?? []) {
      const [word] = server.located.directive.args;
      if (!word || !server.address || server.address.unix || server.hasService) continue;
      const { port } = server.address;
      if (port !== undefined && port !== 80) continue;
      ctx.report({
        file: server.located.file,
        span: word.span,
        message:
          port === undefined
            ? "TLS goes to port 80: a server without a port has 80, not 443"
            : "TLS goes to port 80",
        related: [
          { file: connection.pass.file, span: passSpan(connection), message: "used with TLS here" },
        ],
        fixes:
          port === undefined
            ? [
                {
                  title: "Use port 443",
                  safety: "unsafe",
                  edits: [appendTo(server.located.file, word, ":443")],
                },
              ]
            : [],
      });
    }
  },
};
