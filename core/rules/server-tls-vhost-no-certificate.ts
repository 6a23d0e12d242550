import type { VirtualServer } from "../config/listeners.ts";
import { serverLabel } from "../config/server-label.ts";
import { insertAfter } from "./shared/edits.ts";
import { GUESSED_NAME } from "./shared/identity.ts";
import { areCovered } from "./shared/presented.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { guessedPair, listenPlace, serverAnchor, serverPlace } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const serverTlsVhostNoCertificate: Rule = {
  id: "server-tls-vhost-no-certificate",
  severity: "warning",
  needs: ["listen"],
  docs: {
    summary: "A TLS server without a certificate answers with the default server's",
    why: `
nginx asks only the default server of a socket for a certificate. Any other server without one presents that of the
default server, in silence; unless that certificate has this server's names too, clients refuse it. If the certificate
could be read and has them all, there is no finding.`,
    fixSafety: GUESSED_NAME,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#name_based_https_servers",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
    server {
        listen 443 ssl;
#              ~~~ warning: no certificate of its own: clients get that of the default server "www.example.com"
        server_name admin.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
    server {
        listen 443 ssl;
        ssl_certificate /etc/ssl/certs/admin.example.com.crt;
        ssl_certificate_key /etc/ssl/private/admin.example.com.key;
        server_name admin.example.com;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family === "mail" || server.hasCertificate || server.rejectsHandshake) return;
    const listen = server.listens.find(
      (it) =>
        (it.parameters.has("ssl") || it.parameters.has("quic")) &&
        it.socket.defaultServer !== server &&
        it.socket.defaultServer?.hasCertificate,
    );
    const place = listen && listenPlace(listen);
    const other = listen?.socket.defaultServer;
    const anchor = serverAnchor(server);
    if (!place || !other || !anchor || isCoveredBy(other, server, ctx)) return;
    const shown = serverPlace(other);
    ctx.report({
      ...place,
      message: `no certificate of its own: clients get that of the default server "${serverLabel(other)}"`,
      severity: severityOfAbsence("warning", server.absence),
      related: shown ? [{ ...shown, message: "the default server of the socket" }] : [],
      fixes: [
        {
          title: "Add a certificate and key",
          safety: "unsafe",
          edits: [insertAfter(anchor, guessedPair(server))],
        },
      ],
    });
  },
};

/** True if each certificate of `other` was read and has all names of `server`. */
function isCoveredBy(other: VirtualServer, server: VirtualServer, ctx: RuleContext): boolean {
  return areCovered(server.names, other.settings("ssl_certificate"), ctx);
}
