import type { Rule } from "./shared/rule.ts";
import { mendParameter } from "./shared/value-fixes.ts";
import { checkValues } from "./shared/values.ts";

export const invalidListen: Rule = {
  id: "invalid-listen",
  severity: "error",
  directives: ["listen"],
  docs: {
    summary: "A listen directive has an address or a parameter that nginx does not take",
    why: `
\`listen\` takes a port, an address with or without a port, or a Unix socket, then parameters. \`http\`, \`stream\` and
\`mail\` know different ones: \`udp\` is one of \`stream\`, \`quic\` and \`http2\` are of \`http\`. Parameters of TCP, \`ssl\`
among them, do not go with \`quic\` or \`udp\`.`,
    fixSafety: "A misspelled parameter is replaced by the one that it most likely means.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
      "https://nginx.org/en/docs/stream/ngx_stream_core_module.html#listen",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80 defualt_server;
#                 ~~~~~~~~~~~~~~ error: invalid parameter "defualt_server"
    }
}
`,
      good: `
http {
    server {
        listen 80 default_server;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    checkValues("listen", located, ctx, mendParameter);
  },
};
