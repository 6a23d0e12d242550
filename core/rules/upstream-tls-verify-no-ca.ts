import type { TlsConnection } from "../config/connections.ts";
import { connectionIsSetUp } from "../config/startup.ts";
import type { FileEdit } from "../finding.ts";
import { insertAfter, replaceArguments } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { docsOf, passSpan } from "./shared/upstream.ts";

export const upstreamTlsVerifyNoCa: Rule = {
  id: "upstream-tls-verify-no-ca",
  severity: "error",
  docs: {
    summary: "Upstream certificates are to be verified, but no CA is trusted",
    why: `
nginx refuses the configuration: \`no proxy_ssl_trusted_certificate for proxy_ssl_verify\`, without file and line.
It has no default bundle and does not ask the operating system's trust store. The check also runs for a
\`proxy_pass\` with a variable, even behind \`http://\`, because the scheme is decided at run time.`,
    fixSafety:
      "The bundle of the setting `nginxTls.trustedCertificate` must exist on the server, and must hold the CA of the upstream; an internal CA has a file of its own.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_trusted_certificate",
      "https://docs.nginx.com/nginx/admin-guide/security-controls/securing-http-traffic-upstream/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass            https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify      on;
#           ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass            https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify      on;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const verify = connection.setting("ssl_verify");
    const [directive] = verify.directives;
    if (!directive || !connection.isOn("ssl_verify")) return;
    if (!connectionIsSetUp(connection)) return;
    const trusted = connection.setting("ssl_trusted_certificate");
    if (trusted.value || connection.absence !== "certain") return;
    ctx.report({
      file: directive.file,
      span: directive.directive.name.span,
      message: `no "${trusted.name}" for "${verify.name}": nginx does not start`,
      docs: docsOf(connection, "ssl_trusted_certificate"),
      related: [
        { file: connection.pass.file, span: passSpan(connection), message: "needed for this pass" },
      ],
      fixes: [
        {
          title: `Trust the CAs of ${ctx.config.settings.trustedCertificate}`,
          safety: "unsafe",
          edits: [trust(connection, ctx.config.settings.trustedCertificate)],
        },
      ],
    });
  },
};

/** The CA stands where verification is switched on, so that it counts wherever that does. */
function trust(connection: TlsConnection, bundle: string): FileEdit {
  const { name, directives } = connection.setting("ssl_trusted_certificate");
  const [empty] = directives;
  if (empty) return replaceArguments(empty, bundle);
  const anchor = connection.setting("ssl_verify").directives[0] ?? connection.pass;
  return insertAfter(anchor, [`${name} ${bundle};`]);
}
