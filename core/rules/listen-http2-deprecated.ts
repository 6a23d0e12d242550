import type { Listen, VirtualServer } from "../config/listeners.ts";
import type { FileEdit } from "../finding.ts";
import { type Settings, versionAtLeast } from "../settings.ts";
import { insertAfter, removeWord, replaceArguments } from "./shared/edits.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { parameterOf, serverAnchor } from "./shared/server.ts";
import { isVersionGuessed } from "./shared/structure.ts";

export const listenHttp2Deprecated: Rule = {
  id: "listen-http2-deprecated",
  severity: "warning",
  needs: ["listen"],
  docs: {
    summary: 'HTTP/2 is switched on by "listen ... http2"',
    why: `
Since 1.25.1 nginx warns of the parameter at every start: HTTP/2 is switched on by the directive \`http2 on\`, for each
server on its own, while the parameter counts for all servers of the socket. The fix takes the parameter from
every \`listen\` of the sockets concerned and gives each of their servers the directive.`,
    fixSafety:
      "nginx before 1.25.1 does not know the directive and refuses it: the fix is safe only once the version is set. A server that has a plain port too accepts HTTP/2 without TLS there. Servers of the socket in files that are not part of this configuration lose HTTP/2.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_v2_module.html#http2",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl http2;
#                      ~~~~~ warning: "listen ... http2" is deprecated since nginx 1.25.1, "http2 on" replaces it
        listen [::]:443 ssl http2;
#                           ~~~~~ warning: "listen ... http2" is deprecated since nginx 1.25.1, "http2 on" replaces it
        server_name www.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        listen [::]:443 ssl;
        http2 on;
        server_name www.example.com;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family !== "http" || !versionAtLeast(ctx.config.settings.nginxVersion, "1.25.1")) {
      return;
    }
    for (const listen of server.listens) {
      const word = parameterOf(listen, "http2");
      if (!word || !listen.located) continue;
      ctx.report({
        file: listen.located.file,
        span: word.span,
        message: '"listen ... http2" is deprecated since nginx 1.25.1, "http2 on" replaces it',
        tags: ["deprecated"],
        fixes: [moveToDirective(listen, ctx.config.settings)],
      });
    }
  },
};

function moveToDirective(start: Listen, settings: Settings): RuleFix {
  const servers = neighbours(start.server);
  const listens = servers.flatMap((it) => it.listens);
  const edits: FileEdit[] = [];
  for (const listen of listens) {
    const word = parameterOf(listen, "http2");
    if (word && listen.located) {
      edits.push(removeWord(listen.located.file, listen.located.directive, word));
    }
  }
  for (const server of servers) {
    const anchor = serverAnchor(server);
    const [own] = server.scope.named("http2");
    if (server.isOn("http2")) continue;
    if (own) edits.push(replaceArguments(own, "on"));
    else if (anchor) edits.push(insertAfter(anchor, ["http2 on;"]));
  }
  const keeps = listens.every(
    (it) => it.socket.complete && (it.socket.has("http2") || it.socket.transport === "udp"),
  );
  return {
    title: 'Use "http2 on"',
    safety: keeps && !isVersionGuessed(settings) ? "safe" : "unsafe",
    edits: edits.filter((it, at) => edits.findIndex((other) => same(it, other)) === at),
  };
}

/** A file that is included twice has each of its edits once. */
function same(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.newText === b.newText;
}

/** The server and all that share a socket with HTTP/2 with it, directly or through others. */
function neighbours(server: VirtualServer): readonly VirtualServer[] {
  const found = new Set([server]);
  for (const it of found) {
    for (const { socket } of it.listens) {
      if (socket.has("http2")) for (const other of socket.servers) found.add(other);
    }
  }
  return [...found];
}
