import { listenersOf } from "../config/listeners.ts";
import { replaceArguments } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const mailStarttlsOptional: Rule = {
  id: "mail-starttls-optional",
  severity: "information",
  directives: ["starttls"],
  docs: {
    summary: "Mail clients may log in without TLS",
    why: `
With \`starttls on\` a client may use \`STARTTLS\` or \`STLS\`, or not: then user name and password cross the network in plain
text, and whoever sits in between can strip the offer from the greeting (RFC 3207, section 6; RFC 8314 asks for TLS
always). With \`only\` nginx refuses to go on without TLS. For SMTP between servers (port 25) \`on\` is right, since others can't
be made to use TLS; servers that listen on port 25 are not reported.`,
    fixSafety: "Clients that do not use STARTTLS can no longer log in.",
    references: [
      "https://nginx.org/en/docs/mail/ngx_mail_ssl_module.html#starttls",
      "https://www.rfc-editor.org/rfc/rfc8314",
    ],
  },
  examples: [
    {
      bad: `
mail {
    auth_http localhost:9000/auth;
    server {
        listen   143;
        protocol imap;
        starttls on;
#                ~~ information: clients may still log in without TLS: "only" demands it
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
mail {
    auth_http localhost:9000/auth;
    server {
        listen   143;
        protocol imap;
        starttls only;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    if (located.directive.args[0]?.text.toLowerCase() !== "on") return;
    const servers = listenersOf(ctx.config).servers.filter((it) =>
      it.settings("starttls").includes(located),
    );
    const isRelay = servers.some((it) => it.listens.some(({ address }) => address.port === 25));
    const isPlain = servers.length === 0 || servers.some((it) => it.plainListens.length > 0);
    if (isRelay || !isPlain) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: 'clients may still log in without TLS: "only" demands it',
      docs: docsAt(located),
      fixes: [
        {
          title: 'Use "only"',
          safety: "unsafe",
          edits: [replaceArguments(located, "only")],
        },
      ],
    });
  },
};
