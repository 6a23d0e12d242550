import type { TlsConnection } from "../config/connections.ts";
import { policyDifference, sharedUpstreams } from "../config/shared-upstreams.ts";
import { removeDirective } from "./shared/edits.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import {
  docsOf,
  passSpan,
  presentsVariableCertificate,
  severityOfAbsence,
} from "./shared/upstream.ts";

export const upstreamTlsSessionReuseOff: Rule = {
  id: "upstream-tls-session-reuse-off",
  severity: "information",
  docs: {
    summary: "TLS sessions with an upstream are not reused",
    why: `
Without session reuse every new connection to the upstream makes a full handshake, with its round trip and its
signatures. nginx documents the switch for upstreams that fail with \`digest check failed\`. The finding is not
given where different client certificates or TLS policies meet at one upstream: there it must be off.`,
    fixSafety: "An upstream that can't resume sessions fails again.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse off;
#           ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
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

  checkConnection(connection, ctx) {
    const [directive] = connection.setting("ssl_session_reuse").directives;
    if (connection.tls !== "yes" || !directive || connection.isOn("ssl_session_reuse")) return;
    const users = ctx.config.connections.filter(
      (it) => it.setting("ssl_session_reuse").directives[0] === directive,
    );
    if (users.some((it) => needsOwnSessions(it, ctx))) return;
    ctx.report({
      file: directive.file,
      span: directive.directive.name.span,
      message: "every connection to the upstream makes a full TLS handshake",
      severity: severityOfAbsence("information", connection.absence),
      docs: docsOf(connection, "ssl_session_reuse"),
      related: [
        { file: connection.pass.file, span: passSpan(connection), message: "used for this pass" },
      ],
      fixes: [
        {
          title: `Delete "${directive.directive.name.text}"`,
          safety: "unsafe",
          edits: [removeDirective(directive)],
        },
      ],
    });
  },
};

/** A resumed session carries certificate and verdict of its first handshake, so these must not be mixed. */
function needsOwnSessions(connection: TlsConnection, { config }: RuleContext): boolean {
  if (presentsVariableCertificate(connection)) return true;
  const certificate = connection.setting("ssl_certificate").value;
  const others = config.connections.filter((it) => it.tls !== "no");
  if (others.some((it) => it.setting("ssl_certificate").value !== certificate)) return true;
  return sharedUpstreams(config.connections)
    .filter((it) => it.connections.includes(connection))
    .some((it) => it.connections.some((other) => policyDifference(connection, other)));
}
