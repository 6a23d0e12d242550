import { serversWith, type VirtualServer } from "../config/listeners.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const sessionTicketsStaticKey: Rule = {
  id: "session-tickets-static-key",
  severity: "information",
  directives: ["ssl_session_ticket_key"],
  docs: {
    summary: "Session tickets are encrypted with a key from a file, which does not renew itself",
    why: `
Whoever gets the key can read every TLS 1.2 session that was resumed with a ticket of it, those recorded earlier
included; so it must be renewed often, on all machines that share it, and the old one kept in second place for tickets
that are still out. Without the directive nginx makes a key of its own at every start, and with \`ssl_session_cache
shared\` renews it by itself since 1.23.2. The directive has a use where several machines serve one name.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_ticket_key",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_session_ticket_key /etc/nginx/ticket.key;
#       ~~~~~~~~~~~~~~~~~~~~~~ information: the ticket key must be renewed by hand, with no older key for tickets still out
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_session_cache shared:SSL:10m;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const keys = located.scope.named("ssl_session_ticket_key");
    if (keys[0] !== located) return;
    const servers = serversWith(located, ctx.config);
    if (servers.length > 0 && servers.every(isUnused)) return;
    const rest = keys.length === 1 ? ", with no older key for tickets still out" : "";
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `the ticket key must be renewed by hand${rest}`,
      docs: docsAt(located),
    });
  },
};

/** True if a server makes no tickets, or is the default server of none of its sockets, so that its key never counts. */
function isUnused(server: VirtualServer): boolean {
  const { tlsListens } = server;
  if (server.value("ssl_session_tickets")?.toLowerCase() === "off") return true;
  return (
    server.family !== "mail" &&
    tlsListens.length > 0 &&
    tlsListens.every(({ socket }) => socket.complete && socket.defaultServer !== server)
  );
}
