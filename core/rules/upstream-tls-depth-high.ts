import type { Rule } from "./shared/rule.ts";
import { reportExcessiveDepth } from "./shared/verify-depth.ts";

export const upstreamTlsDepthHigh: Rule = {
  id: "upstream-tls-depth-high",
  severity: "hint",
  directives: ["proxy_ssl_verify_depth", "grpc_ssl_verify_depth", "uwsgi_ssl_verify_depth"],
  docs: {
    summary: "The verification depth of an upstream is beyond any chain that exists",
    why: `
The depth is the number of intermediate CAs between the upstream's certificate and a root of the trusted file (OpenSSL since
1.1.0, \`X509_VERIFY_PARAM_set_depth\`); the default is 1, and public CAs need one or two. A number beyond 9 often stands
for "verification failed until I raised it", where the cause was a missing intermediate in the file that the upstream
sends, or a root missing here.`,
    fixSafety: "Upstreams whose chain has more than two intermediate CAs can't be reached.",
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
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
            proxy_ssl_verify_depth 10;
#                                  ~~ hint: chains with 10 intermediate CAs are accepted, public CAs have one or two
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
            proxy_ssl_verify_depth 2;
        }
    }
}
`,
    },
  ],

  checkDirective: reportExcessiveDepth,
};
