import { insertAfter } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { addSsl } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

/** Ports where TLS begins with the connection (RFC 8314). */
const TLS_PORTS: ReadonlySet<number | undefined> = new Set([465, 993, 995]);

export const mailCertUnused: Rule = {
  id: "mail-cert-unused",
  severity: "information",
  needs: ["ssl_certificate"],
  docs: {
    summary: "A mail server has a certificate, but speaks no TLS",
    why: `
nginx's mail proxy loads a certificate only where \`listen … ssl\` or \`starttls\` calls for one
(\`ngx_mail_ssl_merge_conf\`). Without them it does not even open the file, and users log in over plain text on a server
that looks protected.`,
    fixSafety: "Clients must speak TLS on that port from then on, or use STARTTLS.",
    references: [
      "https://nginx.org/en/docs/mail/ngx_mail_ssl_module.html#starttls",
      "https://nginx.org/en/docs/mail/ngx_mail_core_module.html#listen",
    ],
  },
  examples: [
    {
      bad: `
mail {
    server {
        listen   143;
        protocol imap;
        ssl_certificate     /etc/ssl/certs/server.crt;
#       ~~~~~~~~~~~~~~~ information: certificate is not even loaded: neither "listen ... ssl" nor "starttls"
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
mail {
    server {
        listen   143;
        starttls only;
        protocol imap;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [certificate] = server.scope.named("ssl_certificate");
    if (server.family !== "mail" || !certificate || server.tls !== "no") return;
    const starttls = server.value("starttls")?.toLowerCase() ?? "off";
    if (starttls !== "off") return;
    const tls = server.listens.find((it) => TLS_PORTS.has(it.address.port));
    const listen = server.listens.findLast((it) => it.located)?.located;
    const isOff = server.scope.named("starttls").length > 0;
    ctx.report({
      file: certificate.file,
      span: certificate.directive.name.span,
      message: 'certificate is not even loaded: neither "listen ... ssl" nor "starttls"',
      severity: severityOfAbsence("information", server.absence),
      docs: docsAt(certificate, "starttls"),
      fixes: tls
        ? [{ title: 'Add "ssl"', safety: "unsafe", edits: addSsl(tls) }]
        : listen && !isOff
          ? [
              {
                title: 'Add "starttls only"',
                safety: "unsafe",
                edits: [insertAfter(listen, ["starttls only;"])],
              },
            ]
          : [],
    });
  },
};
