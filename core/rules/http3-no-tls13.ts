import { serverLabel } from "../config/server-label.ts";
import { versionAtLeast } from "../settings.ts";
import { appendArgument } from "./shared/edits.ts";
import { hasProtocol } from "./shared/protocols.ts";
import type { Rule } from "./shared/rule.ts";
import { listenPlace, usedByServer } from "./shared/server.ts";

export const http3NoTls13: Rule = {
  id: "http3-no-tls13",
  severity: "error",
  needs: ["ssl_protocols"],
  docs: {
    summary: "A QUIC socket has a server without TLS 1.3",
    why: `
QUIC has TLS 1.3 built in (RFC 9001). nginx refuses a configuration whose default server of a \`listen ... quic\` socket
leaves it out: \`"ssl_protocols" must enable TLSv1.3\`. Since 1.29.2 any other server of the socket without it can't be
reached over HTTP/3; before, the list of the default server counts for all. (Seen on 1.26.3 and 1.30.6.)`,
    fixSafety: "Clients that speak TLS 1.3 use it from then on, over TCP too.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_v3_module.html",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 quic;
        listen 443 ssl;
        ssl_protocols TLSv1.2;
#       ~~~~~~~~~~~~~ error: "ssl_protocols" must enable TLSv1.3 for the "listen ... quic" directive
    }
}
`,
      good: `
http {
    server {
        listen 443 quic;
        listen 443 ssl;
        ssl_protocols TLSv1.2 TLSv1.3;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const protocols = server.settings("ssl_protocols");
    const last = protocols.at(-1);
    const listen = server.listens.find((it) => it.parameters.has("quic"));
    const quic = listen && listenPlace(listen);
    if (!quic || !last || hasProtocol(protocols, "TLSv1.3")) return;
    const { socket } = listen;
    const isFatal = socket.complete && socket.defaultServer === server;
    const isOld = !versionAtLeast(ctx.config.settings.nginxVersion, "1.29.2");
    if (socket.complete && !isFatal && isOld) return;
    ctx.report({
      file: last.file,
      span: last.directive.name.span,
      message: isFatal
        ? '"ssl_protocols" must enable TLSv1.3 for the "listen ... quic" directive'
        : `without TLSv1.3 server "${serverLabel(server)}" can't be reached over QUIC`,
      severity: isFatal ? "error" : "warning",
      related: [{ ...quic, message: "QUIC is on here" }, ...usedByServer(server, last)],
      fixes: [
        {
          title: "Enable TLSv1.3",
          safety: isFatal ? "safe" : "unsafe",
          edits: [appendArgument(last, "TLSv1.3")],
        },
      ],
    });
  },
};
