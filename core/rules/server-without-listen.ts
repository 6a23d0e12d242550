import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const serverWithoutListen: Rule = {
  id: "server-without-listen",
  severity: "error",
  directives: ["server"],
  docs: {
    summary: "A server of stream or mail does not listen",
    why: `
In \`http\`, a server without \`listen\` listens on port 80 (8000 without root's rights). In \`stream\` and \`mail\` there is
no such default, and nginx refuses the server: \`no "listen" is defined for server\`.`,
    references: ["https://nginx.org/en/docs/stream/ngx_stream_core_module.html#listen"],
  },
  examples: [
    {
      bad: `
stream {
    server {
#   ~~~~~~ error: no "listen" is defined for server
        proxy_pass 127.0.0.1:5432;
    }
}
`,
      good: `
stream {
    server {
        listen 5432;
        proxy_pass 127.0.0.1:5432;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, block, file } = located;
    if (block?.place !== "stream/server" && block?.place !== "mail/server") return;
    if (block.named("listen").length > 0 || block.hasUnreadInclude) return;
    if (ctx.config.placeIsInferred || !directive.block?.closed) return;
    const message = 'no "listen" is defined for server';
    ctx.report({ file, ...onNginxLine(located, directive.name), message });
  },
};
