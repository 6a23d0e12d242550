import type { TlsConnection } from "../config/connections.ts";
import { type KeptConnections, keptConnections } from "../config/kept-connections.ts";
import type { FileEdit } from "../finding.ts";
import { insertAfter, removeDirective, replaceArguments } from "./shared/edits.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import {
  docsOf,
  enforce,
  placeOf,
  presentsVariableCertificate,
  settingPlace,
  severityOfAbsence,
} from "./shared/upstream.ts";

export const upstreamTlsVariableClientCertReuse: Rule = {
  id: "upstream-tls-variable-client-cert-reuse",
  severity: "warning",
  docs: {
    summary: "TLS sessions are reused although the client certificate depends on a variable",
    why: `
nginx keeps TLS sessions with the upstream, whichever client certificate they were made with
(\`ngx_http_upstream_set_round_robin_peer_session\`), and a resumed session carries the identity of its first
handshake. Observed on nginx 1.22.1 and 1.31.5: a request that should present certificate B was resumed on the
session of certificate A, and the upstream saw A.

Connections that nginx keeps carry the identity as well. Groups keep them where \`keepalive\` says so, and from 1.29.7 on
without being told to; then \`keepalive 0\` switches it off. Observed on nginx 1.26.3 and 1.30.6.`,
    fixSafety:
      "Every request makes a new connection or at least a full handshake from then on; a changed `keepalive` counts for all that use the group.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_certificate     /etc/nginx/$arg_tenant.crt;
#           ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            proxy_ssl_certificate_key /etc/nginx/$arg_tenant.key;
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse off;
            proxy_ssl_certificate     /etc/nginx/$arg_tenant.crt;
            proxy_ssl_certificate_key /etc/nginx/$arg_tenant.key;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.tls !== "yes" || !presentsVariableCertificate(connection)) return;
    const kept = keptConnections(connection, ctx.config.settings);
    const reuses = connection.isOn("ssl_session_reuse");
    if (!reuses && !kept) return;
    const reuse = connection.setting("ssl_session_reuse");
    const place = settingPlace(connection, connection.setting("ssl_certificate"));
    const keepalive = kept?.keepalive;
    ctx.report({
      ...place,
      message: reuses
        ? "client certificate depends on a variable, but TLS sessions are reused for all of them"
        : "client certificate depends on a variable, but kept connections are reused for all of them",
      severity:
        reuse.directives.length > 0 ? "warning" : severityOfAbsence("warning", connection.absence),
      docs: docsOf(connection, "ssl_session_reuse"),
      related: [
        ...(place.related ?? []),
        ...(keepalive ? [placeOf(keepalive, "connections are kept here")] : []),
      ],
      fixes: [reuseNothing(connection, reuses, kept)],
    });
  },
};

function reuseNothing(
  connection: TlsConnection,
  reuses: boolean,
  kept: KeptConnections | undefined,
): RuleFix {
  const off = reuses ? enforce(connection, [["ssl_session_reuse", "off"]]) : [];
  const both = reuses ? "Reuse no session and keep no connection" : "Keep no connection";
  return {
    title: kept ? both : "Switch session reuse off",
    safety: "unsafe",
    edits: [...off, ...(kept ? keepNone(kept) : [])],
  };
}

function keepNone({ group, keepalive, byDefault }: KeptConnections): readonly FileEdit[] {
  if (keepalive) return [byDefault ? replaceArguments(keepalive, "0") : removeDirective(keepalive)];
  const last = group.entries.at(-1);
  return last ? [insertAfter(last, ["keepalive 0;"])] : [];
}
