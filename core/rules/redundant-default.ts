import { absence } from "../config/effective.ts";
import type { Located } from "../config/scope.ts";
import { docUrl, type TlsFamily, tlsDirective } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import { removeDirective } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { isMeant } from "./shared/upstream.ts";

export const redundantDefault: Rule = {
  id: "redundant-default",
  severity: "hint",
  docs: {
    summary: "A TLS directive states the default that would apply without it",
    why: `
The directive changes nothing: its value is nginx's default in every version, and no block around it sets
another. It is not reported in a fragment or below an include that can't be read, whose blocks may set another
value, nor where the comment behind it contains \`insecure\` or \`nolint\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_tickets",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse on;
#           ~~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_session_reuse on" is the default
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const places = new Map<Directive, Located[]>();
    for (const located of STEADY.flatMap((it) => config.root.everywhere(it))) {
      const known = places.get(located.directive);
      if (known) known.push(located);
      else places.set(located.directive, [located]);
    }
    for (const [directive, everywhere] of places) {
      const [located] = everywhere;
      if (!located || !everywhere.every(isRedundant)) continue;
      ctx.report({
        file: located.file,
        span: directive.name.span,
        message: `"${directive.name.text} ${directive.args[0]?.text}" is the default`,
        tags: ["unnecessary"],
        docs: docUrl(directive.name.text, located.scope.place),
        fixes: [
          {
            title: `Delete "${directive.name.text}"`,
            safety: "safe",
            edits: [removeDirective(located)],
          },
        ],
      });
    }
  },
};

/** Directives whose default is the same in every nginx version, and not worth being stated. */
const STEADY: readonly string[] = [
  ...["proxy_", "grpc_", "uwsgi_"].flatMap((prefix) => [
    `${prefix}ssl_server_name`,
    `${prefix}ssl_session_reuse`,
    `${prefix}ssl_verify`,
    `${prefix}ssl_verify_depth`,
  ]),
  "proxy_ssl",
  "ssl_session_tickets",
  "ssl_verify_client",
  "ssl_verify_depth",
];

function isRedundant(located: Located): boolean {
  const { scope, directive } = located;
  if (absence(scope) !== "certain" || isMeant(located)) return false;
  if (scope.named(directive.name.text).length > 1) return false;
  for (const around of scope.outward()) {
    const values = around.named(directive.name.text);
    if (!values.every(isDefault)) return false;
  }
  return true;
}

function isDefault({ directive, scope }: Located): boolean {
  const family = FAMILIES.find((it) => scope.isIn(it));
  const value = family && tlsDirective(directive.name.text, family)?.default;
  const [word, ...others] = directive.args;
  return value !== undefined && others.length === 0 && word?.text.toLowerCase() === value;
}

const FAMILIES = ["http", "stream", "mail"] as const satisfies readonly TlsFamily[];
