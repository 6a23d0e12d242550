import { serversWith } from "../config/listeners.ts";
import { removeDirective, replaceArguments } from "./edits.ts";
import { docsAt, pathSpan } from "./identity.ts";
import type { Rule } from "./rule.ts";
import { excessiveDepth, excessiveMessage } from "./verify-depth.ts";

export const clientDepth: Rule = {
  id: "client-depth",
  severity: "hint",
  directives: ["ssl_verify_depth"],
  docs: {
    summary: "The depth for client certificates has no effect, or is beyond any chain",
    why: `
The depth is the number of intermediate CAs between a client's certificate and a root of the file (OpenSSL since 1.1.0,
\`X509_VERIFY_PARAM_set_depth\`); the default is 1. Without \`ssl_verify_client\` nothing is verified, to no depth. A number
beyond 9 fits no chain that exists, and lets a CA hand on its right to sign further than anybody looks. That 0 refuses every
chain with an intermediate is said by \`upstream-tls-depth-zero\`.`,
    fixSafety: "Clients whose chain has more than two intermediate CAs are refused.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_depth"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client on;
        ssl_verify_depth 100;
#                        ~~~ hint: chains with 100 intermediate CAs are accepted, public CAs have one or two
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client on;
        ssl_verify_depth 2;
    }
}
`,
    },
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_verify_depth 3;
#       ~~~~~~~~~~~~~~~~ hint: "ssl_verify_depth" has no effect: "ssl_verify_client" is off
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const { file, directive } = located;
    const docs = docsAt(located);
    const isSeen = servers.length > 0 && servers.every((it) => it.absence === "certain");
    if (isSeen && servers.every((it) => it.verifyClient === "off")) {
      ctx.report({
        file,
        span: directive.name.span,
        message: '"ssl_verify_depth" has no effect: "ssl_verify_client" is off',
        tags: ["unnecessary"],
        docs,
        fixes: [
          {
            title: 'Delete "ssl_verify_depth"',
            safety: "safe",
            edits: [removeDirective(located)],
          },
        ],
      });
      return;
    }
    const depth = excessiveDepth(directive.args[0]);
    if (depth === undefined) return;
    ctx.report({
      file,
      span: pathSpan(located),
      message: excessiveMessage(depth),
      docs,
      fixes: [
        {
          title: "Allow two intermediate CAs",
          safety: "unsafe",
          edits: [replaceArguments(located, "2")],
        },
      ],
    });
  },
};
