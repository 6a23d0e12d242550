import type { VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { severityAt } from "./listen-443-no-ssl.ts";
import { insertAfter, removeDirectives } from "./shared/edits.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { addSsl, serverAnchor } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const serverCertWithoutSslListen: Rule = {
  id: "server-cert-without-ssl-listen",
  severity: "information",
  needs: ["ssl_certificate"],
  docs: {
    summary: "A server has a certificate but no TLS socket",
    why: `
nginx loads the certificate when it starts, so it and its key must be there and match, and then shows it to nobody: no
\`listen\` of the server has \`ssl\`. A server without any \`listen\` answers plain HTTP on port 80. Where \`listen\` has port 443 or 8443,
\`listen-443-no-ssl\` says so instead.`,
    fixSafety:
      "The server accepts TLS connections on port 443 from then on, or loses its certificate.",
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
        ssl_certificate     /etc/ssl/certs/server.crt;
#       ~~~~~~~~~~~~~~~ information: certificate is shown to nobody: no "listen" of this server has "ssl"
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
http {
    server {
        listen 80;
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [certificate] = server.scope.named("ssl_certificate");
    if (server.family !== "http" || !certificate || !server.complete) return;
    if (server.tlsListens.length > 0 || isSaidBetter(server, ctx.config.settings.rules)) return;
    ctx.report({
      file: certificate.file,
      span: certificate.directive.name.span,
      message: 'certificate is shown to nobody: no "listen" of this server has "ssl"',
      severity: severityOfAbsence("information", server.absence),
      fixes: fixes(server, certificate),
    });
  },
};

function isSaidBetter(server: VirtualServer, rules: Readonly<Record<string, string>>): boolean {
  return rules["listen-443-no-ssl"] !== "off" && server.listens.some((it) => severityAt(it));
}

function fixes(server: VirtualServer, certificate: Located): readonly RuleFix[] {
  const { scope } = server;
  const isDefault = scope.named("listen").length === 0;
  const anchor = serverAnchor(server) ?? certificate;
  const pair = [...scope.named("ssl_certificate"), ...scope.named("ssl_certificate_key")];
  const port443 = server.listens.find((it) => it.address.port === 443);
  return [
    port443
      ? { title: 'Add "ssl"', safety: "unsafe", edits: addSsl(port443) }
      : {
          title: 'Add "listen 443 ssl"',
          safety: "unsafe",
          edits: [insertAfter(anchor, [...(isDefault ? ["listen 80;"] : []), "listen 443 ssl;"])],
        },
    {
      title: "Delete the certificate and key",
      safety: "unsafe",
      edits: removeDirectives(pair),
    },
  ];
}
