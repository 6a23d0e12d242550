import { serversWith } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { removeDirective } from "./shared/edits.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { verifiersOf } from "./shared/verifiers.ts";
import { reportExcessiveDepth, reportShortDepth } from "./shared/verify-depth.ts";

export const clientDepth: Rule = {
  id: "client-depth",
  severity: "hint",
  directives: ["ssl_verify_depth", "ssl_client_certificate", "ssl_trusted_certificate"],
  docs: {
    summary:
      "The depth for client certificates has no effect, is beyond any chain, or less than needed",
    why: `
The depth is the number of intermediate CAs between a client's certificate and a root of the file (OpenSSL since 1.1.0,
\`X509_VERIFY_PARAM_set_depth\`); the default is 1. Without \`ssl_verify_client\` nothing is verified, to no depth. A number
beyond 9 fits no chain that exists, and lets a CA hand on its right to sign further than anybody looks. That 0 refuses every
chain with an intermediate is said by \`upstream-tls-depth-zero\`.

It is a warning if the files of trusted CAs show a chain that is longer than the depth: clients with a certificate of the
last CA in it are refused with error 2, "unable to get issuer certificate", 20 or 22. Of several ways to a root the shortest
counts.`,
    fixSafety:
      "With a smaller depth, clients whose chain has more intermediate CAs are refused; with a larger one, CAs further away from the root can sign, too.",
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
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate chain.crt;
#                              ~~~~~~~~~ warning: what "Issuing CA" signed is refused: it has 2 CAs below the root, "ssl_verify_depth" is 1
        ssl_verify_client on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate chain.crt;
        ssl_verify_depth 2;
        ssl_verify_client on;
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

  checkDirective(located, ctx) {
    for (const it of verifiersOf(ctx.config)) {
      const place = it.depth ?? it.authorities[0];
      if (it.side === "server" && place === located) reportShortDepth(it, ctx);
    }
    if (located.directive.name.text === "ssl_verify_depth") checkDepth(located, ctx);
  },
};

function checkDepth(located: Located, ctx: RuleContext): void {
  const servers = serversWith(located, ctx.config);
  const { file, directive } = located;
  const isSeen = servers.length > 0 && servers.every((it) => it.absence === "certain");
  if (isSeen && servers.every((it) => it.verifyClient === "off")) {
    ctx.report({
      file,
      span: directive.name.span,
      message: '"ssl_verify_depth" has no effect: "ssl_verify_client" is off',
      tags: ["unnecessary"],
      docs: docsAt(located),
      fixes: [
        {
          title: 'Delete "ssl_verify_depth"',
          safety: "safe",
          edits: [removeDirective(located)],
        },
      ],
    });
  } else {
    reportExcessiveDepth(located, ctx);
  }
}
