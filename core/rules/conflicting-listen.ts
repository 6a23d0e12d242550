import { collectListens, type Listen } from "../config/listens.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { versionAtLeast } from "../settings.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { Rule } from "./rule.ts";

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
    for (const listen of collectListens(config.root)) {
      if (listen.located.directive.args.some((it) => hasPlaceholder(it.text))) continue;
      for (const { key, text } of listen.addresses) {
        const name = `${listen.family} ${key}`;
        const socket = sockets.get(name) ?? { servers: new Map() };
        sockets.set(name, socket);
        const found = add(socket, listen, text, config.settings.nginxVersion);
        if (!found) continue;
        const word = listen.located.directive.args[0] ?? listen.located.directive.name;
        const { span, related } = onNginxLine(listen.located, word);
        const origin = { file: found.other.file, message: "the other one is here" };
        const other = (found.other.directive.args[0] ?? found.other.directive.name).span;
        ctx.report({
          file: listen.located.file,
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
  readonly servers: Map<Listen["server"], Located>;
  default?: Located;
  options?: Located;
}

/** Adds a `listen` to its socket, as nginx does. Returns what is in its way. */
function add(socket: Socket, { located, ...listen }: Listen, text: string, version: string) {
  const shared =
    listen.family === "http" || (listen.family === "stream" && versionAtLeast(version, "1.25.5"));
  const [first] = socket.servers.values();
  if (!shared && first)
    return { message: `duplicate "${text}" address and port pair`, other: first };
  const same = socket.servers.get(listen.server);
  if (same) return { message: `a duplicate listen ${text}`, other: same };
  socket.servers.set(listen.server, located);
  if (listen.setsOptions) {
    const other = socket.options;
    if (other) return { message: `duplicate listen options for ${text}`, other };
    socket.options = located;
  }
  if (listen.isDefault) {
    const other = socket.default;
    if (other) return { message: `a duplicate default server for ${text}`, other };
    socket.default = located;
  }
  return undefined;
}
