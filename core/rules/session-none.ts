import type { VirtualServer } from "../config/listeners.ts";
import type { Rule } from "./shared/rule.ts";
import { enforceAt, listenPlace, serverAnchor } from "./shared/server.ts";

export const sessionNone: Rule = {
  id: "session-none",
  severity: "hint",
  activation: "opt-in",
  docs: {
    summary: "No TLS session can be resumed: tickets are off and nothing is cached",
    why: `
Every connection pays for a full handshake, with a signature of the server's key. A shared cache gives that back without
tickets. What counts is the default server of the socket. With policies \`cis\` and \`nginx-default\` nothing is reported.`,
    fixSafety: "Sessions are kept in shared memory and can be resumed.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache"],
  },
  examples: [
    {
      bad: `
http {
    ssl_session_tickets off;
    server {
        listen 443 ssl;
#              ~~~ hint: no session can be resumed: tickets are off and nothing is cached
    }
}
`,
      good: `
http {
    ssl_session_tickets off;
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
    if (hasTickets(server) || caches(server)) return;
    ctx.report({
      ...place,
      message: "no session can be resumed: tickets are off and nothing is cached",
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

function caches(server: VirtualServer): boolean {
  const words = server.settings("ssl_session_cache").flatMap((it) => it.directive.args);
  return words.some((it) => /^(shared:|builtin)/.test(it.text));
}

function hasTickets(server: VirtualServer): boolean {
  return server.value("ssl_session_tickets")?.toLowerCase() !== "off";
}
