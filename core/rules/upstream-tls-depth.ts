import { sketches } from "./shared/example-files.ts";
import type { Rule } from "./shared/rule.ts";
import { verifiersOf } from "./shared/verifiers.ts";
import { reportShortDepth } from "./shared/verify-depth.ts";

export const upstreamTlsDepth: Rule = {
  id: "upstream-tls-depth",
  severity: "warning",
  docs: {
    summary: "An upstream's chain is longer than the verification depth allows",
    why: `
The depth is the number of intermediate CAs between the upstream's certificate and a root of the trusted file (OpenSSL since
1.1.0, \`X509_VERIFY_PARAM_set_depth\`), and 1 by default. The trusted file shows longer chains: what the last CA in them
signed is refused with error 2, "unable to get issuer certificate", 20, "unable to get local issuer certificate", or 22,
"certificate chain too long", of which the first two don't hint at the depth. Of several ways to a root the shortest counts.`,
    fixSafety: "CAs further away from the root can then sign for the upstream, too.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify_depth",
      "https://docs.openssl.org/3.0/man3/X509_VERIFY_PARAM_set_flags/",
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
            proxy_ssl_trusted_certificate chain.crt;
#                                         ~~~~~~~~~ warning: what "Issuing CA" signed is refused: it has 2 CAs below the root, "proxy_ssl_verify_depth" is 1
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
            proxy_ssl_trusted_certificate chain.crt;
            proxy_ssl_verify_depth 2;
        }
    }
}
`,
      files: {
        "chain.crt": sketches(
          { name: "Example Root", issuer: "Example Root", isCa: true },
          { name: "Policy CA", issuer: "Example Root", isCa: true },
          { name: "Issuing CA", issuer: "Policy CA", isCa: true },
        ),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const it of verifiersOf(config)) if (it.side === "upstream") reportShortDepth(it, ctx);
  },
};
