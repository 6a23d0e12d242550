import type { Scope } from "../config/scope.ts";
import { isOwn, lookUp } from "../knowledge/directives.ts";
import { versionAtLeast } from "../settings.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";
import { severityByVersion } from "./shared/structure.ts";

/** What a server of `stream` can do with a connection. */
const HANDLERS = ["proxy_pass", "return", "pass"];

export const streamServerNoHandler: Rule = {
  id: "stream-server-no-handler",
  severity: "warning",
  directives: ["server"],
  docs: {
    summary: "A server of stream does nothing with its connections",
    why: `
A \`server\` of \`stream\` needs a \`proxy_pass\`, a \`return\` or a \`pass\`. Without one it closes every connection. nginx
before 1.27.1 refuses it: \`no handler for server\`, an error here if that version is set.`,
    references: [
      "https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_pass",
      "https://nginx.org/en/docs/stream/ngx_stream_return_module.html#return",
    ],
  },
  examples: [
    {
      bad: `
stream {
    server {
#   ~~~~~~ error: no handler for server
        listen 12345;
    }
}
`,
      good: `
stream {
    server {
        listen 12345;
        proxy_pass 127.0.0.1:5432;
    }
}
`,
      settings: { nginxVersion: "1.24.0" },
    },
  ],

  checkDirective(located, ctx) {
    const { directive, block, file } = located;
    if (block?.place !== "stream/server" || !directive.block?.closed) return;
    if (block.hasUnreadInclude || ctx.config.placeIsInferred || mayHandle(block)) return;
    const { settings } = ctx.config;
    const isRefused = !versionAtLeast(settings.nginxVersion, "1.27.1");
    ctx.report({
      file,
      ...onNginxLine(located, directive.name),
      message: "no handler for server",
      severity: isRefused ? severityByVersion(settings) : "warning",
    });
  },
};

/** Directives of other modules may take the connection. */
function mayHandle(server: Scope): boolean {
  return server.entries.some(({ directive }) => {
    const name = directive.name.text;
    const isForeign = !lookUp(name).some((it) => isOwn(it) && it.places.includes(server.place));
    return HANDLERS.includes(name) || isForeign;
  });
}
