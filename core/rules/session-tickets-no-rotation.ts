import type { Rule } from "./shared/rule.ts";
import { cachesSessions, enforceAt, listenPlace, serverAnchor } from "./shared/server.ts";

export const sessionTicketsNoRotation: Rule = {
  id: "session-tickets-no-rotation",
  severity: "hint",
  activation: "opt-in",
  docs: {
    summary: "The key of session tickets stays the same until nginx is reloaded",
    why: `
Without \`ssl_session_ticket_key\` nginx has a random key for tickets. It renews that key by itself only where the default
server of the socket has a shared session cache, since 1.23.2; without one the key lives as long as the process, and
with it what an attacker who gets hold of it can read. That is nginx's default, so with policy \`nginx-default\` (and
\`cis\`) nothing is reported.`,
    fixSafety: "Sessions are kept in shared memory as well.",
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
#              ~~~ hint: the key of session tickets is never renewed: there is no shared session cache
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

  checkSocket(socket, ctx) {
    const server = socket.defaultServer;
    const listen = socket.listens.find((it) => it.server === server);
    const anchor = server && serverAnchor(server);
    const place = listen && listenPlace(listen);
    if (!server || !anchor || !place || !socket.isTls || !socket.complete) return;
    if (!ctx.policyAt(place.file).resumption) return;
    if (server.value("ssl_session_tickets")?.toLowerCase() === "off") return;
    if (server.settings("ssl_session_ticket_key").length > 0 || cachesSessions(server)) return;
    ctx.report({
      ...place,
      message: "the key of session tickets is never renewed: there is no shared session cache",
      fixes: [
        {
          title: "Add a shared cache",
          safety: "unsafe",
          edits: [enforceAt(anchor, server.scope, "ssl_session_cache", "shared:SSL:10m")],
        },
      ],
    });
  },
};
