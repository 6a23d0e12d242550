import type { VirtualServer } from "../config/listeners.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt, GUESSED_NAME, mayStandUnseen } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { guessedPair, parameterOf, serverAnchor } from "./shared/server.ts";

export const mailNoCertificate: Rule = {
  id: "mail-no-certificate",
  severity: "error",
  needs: ["listen"],
  docs: {
    summary: "A mail server is to speak TLS, but has no certificate",
    why: `
nginx's mail proxy refuses it (\`ngx_mail_ssl_merge_conf\`): \`no "ssl_certificate" is defined for the "listen ... ssl"
directive\`, or \`… for the "starttls" directive\`. Unlike in \`http\`, every such server needs a certificate of its own or of the
\`mail\` block; there is no default server whose certificate would do.`,
    fixSafety: GUESSED_NAME,
    references: ["https://nginx.org/en/docs/mail/ngx_mail_ssl_module.html#ssl_certificate"],
  },
  examples: [
    {
      bad: `
mail {
    server {
        listen      993 ssl;
#                       ~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
        server_name mail.example.com;
        protocol    imap;
    }
}
`,
      good: `
mail {
    server {
        listen      993 ssl;
        ssl_certificate /etc/ssl/certs/mail.example.com.crt;
        ssl_certificate_key /etc/ssl/private/mail.example.com.key;
        server_name mail.example.com;
        protocol    imap;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family !== "mail" || server.settings("ssl_certificate").length > 0) return;
    const cause = causeOf(server);
    if (!cause || mayStandUnseen("ssl_certificate", server.scope)) return;
    const { located, span, mode } = cause;
    const anchor = serverAnchor(server);
    ctx.report({
      file: located.file,
      span,
      message: `no "ssl_certificate" is defined for the "${mode}" directive`,
      docs: docsAt(located, "ssl_certificate"),
      fixes: anchor
        ? [
            {
              title: "Add a certificate and key",
              safety: "unsafe",
              edits: [insertAfter(anchor, guessedPair(server))],
            },
          ]
        : [],
    });
  },
};

/** What makes nginx set up the server's TLS. */
function causeOf(server: VirtualServer) {
  for (const listen of server.listens) {
    const word = parameterOf(listen, "ssl");
    if (word && listen.located) {
      return { located: listen.located, span: word.span, mode: "listen ... ssl" };
    }
  }
  const [starttls] = server.settings("starttls");
  const value = starttls?.directive.args[0];
  if (!starttls || !value || !/^(on|only)$/i.test(value.text)) return undefined;
  return { located: starttls, span: starttls.directive.name.span, mode: "starttls" };
}
