import { streamServers } from "../config/stream-servers.ts";
import { removeDirective } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const streamPrereadOnSslListen: Rule = {
  id: "stream-preread-on-ssl-listen",
  severity: "warning",
  docs: {
    summary: "The ClientHello is to be read ahead on a listener that decrypts it",
    why: `
\`ssl_preread\` looks at the first bytes without decrypting. On \`listen … ssl\` those bytes are already decrypted
application data, so nothing is ever found and the \`$ssl_preread_*\` variables stay empty. Use
\`$ssl_server_name\` and its kin there, or drop \`ssl\` from \`listen\` to pass TLS through.`,
    fixSafety: "The `$ssl_preread_*` variables stay empty, as they are now.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_ssl_preread_module.html#ssl_preread"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345 ssl;
        ssl_preread on;
#       ~~~~~~~~~~~ warning: "ssl_preread" finds nothing here: "listen ... ssl" has decrypted the bytes
        proxy_pass 10.0.0.1:12345;
    }
}
`,
      good: `
stream {
    server {
        listen 12345 ssl;
        proxy_pass 10.0.0.1:12345;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const server of streamServers(config.root)) {
      const [listen] = server.tlsListens;
      const { preread, scope } = server;
      if (!server.prereadOn || !preread || !listen || preread.scope !== scope) continue;
      ctx.report({
        file: preread.file,
        span: preread.directive.name.span,
        message: '"ssl_preread" finds nothing here: "listen ... ssl" has decrypted the bytes',
        related: [placeOf(listen, "TLS ends here")],
        fixes:
          server.tlsListens.length === scope.named("listen").length
            ? [
                {
                  title: 'Delete "ssl_preread"',
                  safety: "unsafe",
                  edits: [removeDirective(preread)],
                },
              ]
            : [],
      });
    }
  },
};
