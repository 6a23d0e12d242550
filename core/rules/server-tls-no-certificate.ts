import type { ListenSocket, VirtualServer } from "../config/listeners.ts";
import { versionAtLeast } from "../settings.ts";
import { insertAfter } from "./shared/edits.ts";
import { GUESSED_NAME } from "./shared/identity.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { guessedPair, listenPlace, serverAnchor, serverPlace } from "./shared/server.ts";

export const serverTlsNoCertificate: Rule = {
  id: "server-tls-no-certificate",
  severity: "error",
  docs: {
    summary: "A TLS socket's default server has no certificate",
    why: `
nginx refuses the configuration (\`ngx_http_ssl_init\`): the default server of a socket answers clients that send no name,
or an unknown one, and needs a certificate for it. \`ssl_reject_handshake on\` takes its place: such clients are
turned away, and then every other server of the socket must have a certificate.`,
    fixSafety: GUESSED_NAME,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_reject_handshake",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
#   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
        listen 443 ssl;
        server_name www.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        server_name www.example.com;
    }
}
`,
    },
  ],

  checkSocket(socket, ctx) {
    if (!socket.isTls || !socket.complete) return;
    for (const server of lacking(socket)) report(server, socket, ctx);
  },
};

/** The default server, or if that rejects handshakes all others. `mail` has a rule of its own. */
function lacking(socket: ListenSocket): readonly VirtualServer[] {
  const { defaultServer, servers } = socket;
  if (socket.family === "mail" || !defaultServer || defaultServer.hasCertificate) return [];
  if (!defaultServer.rejectsHandshake) return isMisplaced(defaultServer) ? [] : [defaultServer];
  return servers.filter((it) => !it.hasCertificate && !it.rejectsHandshake && !isMisplaced(it));
}

/** True if the certificate stands in a location, where nginx refuses it before it looks for one. */
function isMisplaced({ scope }: VirtualServer): boolean {
  return scope.inward().some((it) => it !== scope && it.named("ssl_certificate").length > 0);
}

function report(server: VirtualServer, socket: ListenSocket, ctx: RuleContext): void {
  const place = serverPlace(server);
  const own = server.listens.find((it) => it.socket === socket);
  const cause = socket.has("ssl") ? "ssl" : socket.has("quic") ? "quic" : undefined;
  const listen = own && listenPlace(own);
  if (!place || !listen || cause === undefined) return;
  ctx.report({
    ...place,
    message: `no "ssl_certificate" is defined for the "listen ... ${cause}" directive`,
    related: [{ ...listen, message: `"${socket.address.key}" is a TLS socket` }],
    fixes: fixes(server, ctx),
  });
}

function fixes(server: VirtualServer, ctx: RuleContext): readonly RuleFix[] {
  const anchor = serverAnchor(server);
  if (!anchor) return [];
  const hasKey = server.settings("ssl_certificate_key").length > 0;
  const pair = guessedPair(server).filter((it) => !hasKey || !it.includes("_key"));
  const add: RuleFix = {
    title: hasKey ? "Add a certificate" : "Add a certificate and key",
    safety: "unsafe",
    edits: [insertAfter(anchor, pair)],
  };
  const since = server.family === "stream" ? "1.25.5" : "1.19.4";
  if (!versionAtLeast(ctx.config.settings.nginxVersion, since)) return [add];
  return [
    add,
    {
      title: "Reject handshakes for this server",
      safety: "unsafe",
      edits: [insertAfter(anchor, ["ssl_reject_handshake on;"])],
    },
  ];
}
