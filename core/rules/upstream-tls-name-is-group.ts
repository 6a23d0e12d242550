import type { TlsConnection } from "../config/connections.ts";
import type { Rule } from "./shared/rule.ts";
import {
  certificateNames,
  docsOf,
  enforce,
  isNamedLikeServer,
  passSpan,
  severityOfAbsence,
} from "./shared/upstream.ts";

export const upstreamTlsNameIsGroup: Rule = {
  id: "upstream-tls-name-is-group",
  severity: "warning",
  docs: {
    summary: "The name checked in an upstream's certificate is that of the `upstream` group",
    why: `
Unless \`proxy_ssl_name\` says otherwise, nginx checks the certificate against the host of \`proxy_pass\` and sends
that as SNI. For an \`upstream\` group this is the group's name (\`uscf->host\` in \`ngx_http_upstream.c\`), not that
of the server it connects to: \`upstream SSL certificate does not match "pool"\`, and 502. A group name with a dot
may be the name in the certificate, so there the finding is information: say so with \`proxy_ssl_name\`.`,
    fixSafety: "Certificates for the group's name, and no other, are refused from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name",
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream pool {
        server a.example.com:443;
    }
    server {
        location / {
            proxy_pass https://pool;
#                      ~~~~~~~~~~~~ warning: the name checked in the certificate and sent as SNI is "pool", the name of the upstream group
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }
    }
}
`,
      good: `
http {
    upstream pool {
        server a.example.com:443;
    }
    server {
        location / {
            proxy_pass https://pool;
            proxy_ssl_name a.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { group } = connection.target;
    if (connection.tls !== "yes" || !group || connection.setting("ssl_name").value !== undefined) {
      return;
    }
    if (group.servers.length === 0 || isNamedLikeServer(group)) return;
    const use = useOfName(connection);
    if (use === undefined) return;
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `${use} "${group.name}", the name of the upstream group`,
      severity: severityOfAbsence(
        group.name.includes(".") ? "information" : "warning",
        connection.absence,
      ),
      docs: docsOf(connection, "ssl_name"),
      related: group.servers.slice(0, MAX_NAMES).flatMap(({ located: { directive, file } }) => {
        const [address] = directive.args;
        return address ? [{ file, span: address.span, message: "a server of the group" }] : [];
      }),
      fixes: certificateNames(connection)
        .slice(0, MAX_NAMES)
        .map((name) => ({
          title: `Use the name "${name}"`,
          safety: "unsafe",
          edits: enforce(connection, [["ssl_name", name]]),
        })),
    });
  },
};

/** Groups can be long; the menu must not be. */
const MAX_NAMES = 5;

function useOfName(connection: TlsConnection): string | undefined {
  const sent = connection.isOn("ssl_server_name");
  if (!connection.isOn("ssl_verify")) return sent ? "SNI is" : undefined;
  return sent
    ? "the name checked in the certificate and sent as SNI is"
    : "certificate is checked for";
}
