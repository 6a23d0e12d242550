import { enabledProtocols } from "../config/enabled-protocols.ts";
import type { VirtualServer } from "../config/listeners.ts";
import { serverLabel } from "../config/server-label.ts";
import { defaultProtocols } from "../knowledge/protocols.ts";
import { versionAtLeast } from "../settings.ts";
import { removeDirectives, replaceArguments } from "./shared/edits.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { listenPlace } from "./shared/server.ts";
import { placeOf } from "./shared/upstream.ts";

export const tlsProtocolsNonDefaultServer: Rule = {
  id: "tls-protocols-non-default-server",
  severity: "warning",
  docs: {
    summary:
      "Before nginx 1.29.2 the default server's protocol list counts for all servers of a socket",
    why: `
OpenSSL agrees on a TLS version before nginx knows which server the client asks for, so \`ssl_protocols\` of a server that
is not its socket's default has no effect: an old version that the default server enables is offered here too, and a
new one that it lacks is not. Since 1.29.2 nginx chooses the server earlier, and the list of each one counts. The
finding depends on \`nginxTls.nginxVersion\`.`,
    fixSafety:
      "The list says what happens now. With nginx 1.29.2 or newer it would have counted as it was.",
    references: [
      "https://nginx.org/en/docs/http/server_names.html",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    server {
        listen 443 ssl default_server;
        server_name www.example.com;
        ssl_protocols TLSv1.2 TLSv1.3;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
        ssl_protocols TLSv1.3;
#       ~~~~~~~~~~~~~ warning: "ssl_protocols" of the default server "www.example.com" applies instead: TLSv1.2 TLSv1.3
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl default_server;
        server_name www.example.com;
        ssl_protocols TLSv1.2 TLSv1.3;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
        ssl_protocols TLSv1.2 TLSv1.3;
    }
}
`,
    },
  ],

  checkSocket(socket, ctx) {
    const { nginxVersion } = ctx.config.settings;
    const { defaultServer, listens } = socket;
    if (versionAtLeast(nginxVersion, "1.29.2") || !socket.isTls || !defaultServer) return;
    const counting = protocolsOf(defaultServer, nginxVersion);
    for (const listen of listens) {
      const { server } = listen;
      if (server === defaultServer || same(counting, protocolsOf(server, nginxVersion))) continue;
      const own = server.scope.named("ssl_protocols");
      const [first] = own;
      const place = first
        ? { file: first.file, span: first.directive.name.span }
        : listenPlace(listen);
      if (!place) continue;
      const [other] = defaultServer.settings("ssl_protocols");
      ctx.report({
        ...place,
        message: `"ssl_protocols" of the default server "${serverLabel(defaultServer)}" applies instead: ${counting.join(" ")}`,
        severity: socket.complete ? "warning" : "information",
        related: other ? [placeOf(other, "the list that counts")] : [],
        fixes: fixes(server, counting, ctx),
      });
    }
  },
};

function protocolsOf(server: VirtualServer, nginxVersion: string): readonly string[] {
  const written = server.settings("ssl_protocols");
  return written.length > 0 ? [...enabledProtocols(written)] : defaultProtocols(nginxVersion);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((it) => b.includes(it));
}

/** None for a list in a file that several servers include. */
function fixes(
  { scope }: VirtualServer,
  counting: readonly string[],
  ctx: RuleContext,
): readonly RuleFix[] {
  const [own, ...more] = scope.named("ssl_protocols");
  const isShared = (it = own) =>
    ctx.config.root.everywhere("ssl_protocols").filter((other) => other.directive === it?.directive)
      .length > 1;
  if (!own || isShared()) return [];
  return [
    {
      title: "State the versions that count",
      safety: "unsafe",
      edits: [replaceArguments(own, counting.join(" ")), ...removeDirectives(more)],
    },
  ];
}
