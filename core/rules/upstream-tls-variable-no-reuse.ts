import type { Rule } from "./shared/rule.ts";
import { needsLookUp } from "./shared/run-time-host.ts";
import { passSpan } from "./shared/upstream.ts";

export const upstreamTlsVariableNoReuse: Rule = {
  id: "upstream-tls-variable-no-reuse",
  severity: "hint",
  docs: {
    summary: "TLS sessions with a host that a variable names are never reused",
    why: `
A host that is looked up at run time has no place to keep its TLS session (\`ngx_http_upstream_empty_set_session\` in
\`ngx_http_upstream_round_robin.c\`), and no kept-alive connections either: each request makes a full handshake, whatever
\`*_ssl_session_reuse\` says. If the host is one of a few, declare an \`upstream\` for each and have the variable name these; if
only its address changes, \`server NAME resolve\` in an \`upstream\` follows it (nginx 1.27.3).`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve",
    ],
  },
  examples: [
    {
      bad: `
http {
    resolver 127.0.0.53;
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
#                      ~~~~~~~~~~~~ hint: host is looked up at run time: each request makes a full TLS handshake
        }
    }
}
`,
      good: `
http {
    upstream api.example.com {
        server api.example.com:443;
    }
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { target, pass } = connection;
    if (connection.tls !== "yes" || !target.hasVariables || target.group) return;
    // Where nothing looks the host up, upstream-variable-no-resolver says more.
    if (!connection.scope.nearest("resolver") || !connection.isOn("ssl_session_reuse")) return;
    if (!needsLookUp(connection, ctx.config)) return;
    ctx.report({
      file: pass.file,
      span: passSpan(connection),
      message: "host is looked up at run time: each request makes a full TLS handshake",
    });
  },
};
