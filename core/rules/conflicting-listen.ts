import { socketTexts } from "../config/listen-address.ts";
import {
  isDefault,
  type Listen,
  listenersOf,
  setsOptions,
  type VirtualServer,
} from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { versionAtLeast } from "../settings.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const conflictingListen: Rule = {
  id: "conflicting-listen",
  severity: "error",
  docs: {
    summary: "Two listen directives of one address and port contradict each other",
    why: `
Servers may share an address and port, but a server names it once (\`a duplicate listen 0.0.0.0:80\`; \`80\` and \`*:80\` are
the same), one server is its \`default_server\`, and one \`listen\` sets the options of its socket, such as \`reuseport\`,
\`backlog\` or \`ipv6only\` (\`duplicate listen options for 0.0.0.0:443\`). Servers of \`mail\`, and those of \`stream\` before
nginx 1.25.5, can't share an address.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
      "https://nginx.org/en/docs/http/request_processing.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
        listen *:80;
#              ~~~~ error: a duplicate listen 0.0.0.0:80
    }
    server {
        listen 443 quic reuseport;
    }
    server {
        listen 443 quic reuseport;
#              ~~~ error: duplicate listen options for 0.0.0.0:443
    }
}
`,
      good: `
http {
    server {
        listen 80;
    }
    server {
        listen 443 quic reuseport;
    }
    server {
        listen 443 quic;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const sockets = new Map<string, Socket>();
    for (const listen of listenersOf(config).servers.flatMap((it) => it.listens)) {
      const { located, address, server } = listen;
      if (!located?.directive.terminated) continue;
      if (located.directive.args.some((it) => hasPlaceholder(it.text))) continue;
      for (const text of socketTexts(address)) {
        const name = `${server.family} ${listen.socket.transport} ${text}`;
        const socket = sockets.get(name) ?? { servers: new Map() };
        sockets.set(name, socket);
        const found = add(socket, listen, located, text, config.settings.nginxVersion);
        if (!found) continue;
        const word = located.directive.args[0] ?? located.directive.name;
        const { span, related } = onNginxLine(located, word);
        const origin = { file: found.other.file, message: "the other one is here" };
        const other = (found.other.directive.args[0] ?? found.other.directive.name).span;
        ctx.report({
          file: located.file,
          span,
          message: found.message,
          related: [...related, { ...origin, span: other }],
        });
        break;
      }
    }
  },
};

interface Socket {
  readonly servers: Map<VirtualServer, Located>;
  default?: Located;
  options?: Located;
}

/** Adds a `listen` to its socket, as nginx does. Returns what is in its way. */
function add(socket: Socket, listen: Listen, located: Located, text: string, version: string) {
  const { family } = listen.server;
  const shared = family === "http" || (family === "stream" && versionAtLeast(version, "1.25.5"));
  const [first] = socket.servers.values();
  if (!shared && first)
    return { message: `duplicate "${text}" address and port pair`, other: first };
  const same = socket.servers.get(listen.server);
  if (same) return { message: `a duplicate listen ${text}`, other: same };
  socket.servers.set(listen.server, located);
  if (setsOptions(listen)) {
    const other = socket.options;
    if (other) return { message: `duplicate listen options for ${text}`, other };
    socket.options = located;
  }
  if (isDefault(listen)) {
    const other = socket.default;
    if (other) return { message: `a duplicate default server for ${text}`, other };
    socket.default = located;
  }
  return undefined;
}
