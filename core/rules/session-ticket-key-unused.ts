import { serversWith } from "../config/listeners.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, fileAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const sessionTicketKeyUnused: Rule = {
  id: "session-ticket-key-unused",
  severity: "warning",
  directives: ["ssl_session_ticket_key"],
  docs: {
    summary: "A key for session tickets is named, but tickets are off",
    why: `
With \`ssl_session_tickets off\` no ticket is ever issued or accepted. nginx still reads the file and refuses one of a
wrong size. In a server that is not the default of its socket the key is not used either: there
\`tls-default-server-only-directive\` says so.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_tickets",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_ticket_key",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_session_tickets off;
        ssl_session_ticket_key /etc/nginx/ticket.key;
#       ~~~~~~~~~~~~~~~~~~~~~~ warning: key is never used: "ssl_session_tickets" is off
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_session_tickets off;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const [tickets] = servers[0]?.settings("ssl_session_tickets") ?? [];
    const isOff = servers.every((it) => it.value("ssl_session_tickets")?.toLowerCase() === "off");
    if (!tickets || !isOff) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: 'key is never used: "ssl_session_tickets" is off',
      tags: ["unnecessary"],
      docs: docsAt(located, "ssl_session_tickets"),
      related: [fileAt(tickets, "switched off here")],
      fixes: [{ title: "Delete the key", safety: "safe", edits: [removeDirective(located)] }],
    });
  },
};
