import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const rejectHandshakeWithCert: Rule = {
  id: "reject-handshake-with-cert",
  severity: "hint",
  needs: ["ssl_reject_handshake"],
  docs: {
    summary: "A server that rejects every handshake has a certificate of its own",
    why: `
With \`ssl_reject_handshake on\` nothing of the server's certificate is ever shown; it is loaded all the same, so a file
that goes missing stops nginx.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_reject_handshake"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl default_server;
        ssl_reject_handshake on;
        ssl_certificate     /etc/ssl/certs/server.crt;
#       ~~~~~~~~~~~~~~~ hint: certificate is never shown: this server rejects every handshake
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl default_server;
        ssl_reject_handshake on;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [reject] = server.settings("ssl_reject_handshake");
    const [certificate] = server.scope.named("ssl_certificate");
    if (!server.rejectsHandshake || !reject || !certificate) return;
    ctx.report({
      file: certificate.file,
      span: certificate.directive.name.span,
      message: "certificate is never shown: this server rejects every handshake",
      tags: ["unnecessary"],
      related: [placeOf(reject, "handshakes are rejected from here")],
    });
  },
};
