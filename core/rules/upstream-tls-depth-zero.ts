import type { Config } from "../config/config.ts";
import { effective } from "../config/effective.ts";
import type { Located } from "../config/scope.ts";
import { docUrl } from "../knowledge/directives.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { verifiersOf } from "./shared/verifiers.ts";
import { allowIntermediates, refusedChain } from "./shared/verify-depth.ts";

export const upstreamTlsDepthZero: Rule = {
  id: "upstream-tls-depth-zero",
  severity: "information",
  directives: [
    "proxy_ssl_verify_depth",
    "grpc_ssl_verify_depth",
    "uwsgi_ssl_verify_depth",
    "ssl_verify_depth",
  ],
  docs: {
    summary: "A verification depth of 0 refuses every chain with an intermediate CA",
    why: `
The depth is the number of intermediate certificates between the peer's certificate and a root of the trusted
file; neither end counts (OpenSSL since 1.1.0, \`X509_VERIFY_PARAM_set_depth\`). With 0 only certificates that a
root signed itself are accepted. Public CAs always sign with an intermediate. A longer chain fails as
\`(20:unable to get local issuer certificate)\`.`,
    fixSafety: "Longer chains are accepted from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify_depth",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_depth",
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
            proxy_ssl_verify_depth 0;
#                                  ~ information: only certificates signed directly by a root of the trusted file are accepted
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

  checkDirective(located, ctx) {
    const { file, directive, scope } = located;
    const [depth] = directive.args;
    if (!depth || !/^0+$/.test(depth.text) || !isUsed(located, ctx.config)) return;
    if (isSaidBetter(located, ctx)) return;
    ctx.report({
      file,
      span: depth.span,
      message: "only certificates signed directly by a root of the trusted file are accepted",
      docs: docUrl(directive.name.text, scope.place),
      fixes: [allowIntermediates(located, 2), allowIntermediates(located, 1)],
    });
  },
};

/** True if the trusted file shows which chains are refused. */
function isSaidBetter(located: Located, ctx: RuleContext): boolean {
  const { rules } = ctx.config.settings;
  return verifiersOf(ctx.config).some((it) => {
    const other = it.side === "upstream" ? "upstream-tls-depth" : "client-depth";
    return it.depth === located && rules[other] !== "off" && refusedChain(it, ctx) !== undefined;
  });
}

/** Whether a hop, or a server, that verifies certificates takes its depth from here. */
function isUsed(located: Located, config: Config): boolean {
  const name = located.directive.name.text;
  if (name !== "ssl_verify_depth") {
    return config.connections.some(
      (it) =>
        it.tls !== "no" &&
        it.isOn("ssl_verify") &&
        it.setting("ssl_verify_depth").directives[0] === located,
    );
  }
  return [...located.scope.inward()].some((scope) => {
    if (!scope.place.endsWith("/server") || effective(name, scope)?.directives[0] !== located) {
      return false;
    }
    const verify = effective("ssl_verify_client", scope)?.directives[0].directive.args[0]?.text;
    return verify !== undefined && verify.toLowerCase() !== "off";
  });
}
