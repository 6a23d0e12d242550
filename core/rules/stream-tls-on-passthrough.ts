import { streamServers } from "../config/stream-servers.ts";
import { removeDirectives } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";

export const streamTlsOnPassthrough: Rule = {
  id: "stream-tls-on-passthrough",
  severity: "warning",
  docs: {
    summary: "A stream server has a certificate but does not end TLS",
    why: `
Without \`ssl\` on a \`listen\` the server passes bytes through as they come, so its certificate is never shown to
anybody. If clients speak TLS to this port, they see the upstream's certificate; if TLS is to end here,
\`listen\` needs \`ssl\`.`,
    fixSafety: "With `ssl` clients must speak TLS on this port.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_core_module.html#listen"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345;
        proxy_pass 10.0.0.1:12345;
        ssl_certificate     server.crt;
#       ~~~~~~~~~~~~~~~ warning: certificate is never used: no "listen" of this server has "ssl"
        ssl_certificate_key server.key;
    }
}
`,
      good: `
stream {
    server {
        listen 12345 ssl;
        proxy_pass 10.0.0.1:12345;
        ssl_certificate     server.crt;
        ssl_certificate_key server.key;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const { scope, tlsListens, udpListens } of streamServers(config.root)) {
      const [certificate] = scope.named("ssl_certificate");
      const listens = scope.named("listen");
      const [listen] = listens;
      if (!certificate || !listen || tlsListens.length > 0 || scope.hasUnreadInclude) continue;
      const keys = scope.named("ssl_certificate_key");
      const address = listen.directive.args[0];
      ctx.report({
        file: certificate.file,
        span: certificate.directive.name.span,
        message: 'certificate is never used: no "listen" of this server has "ssl"',
        fixes: [
          ...(listens.length === 1 && udpListens.length === 0 && address
            ? [
                {
                  title: 'Add "ssl" to "listen"',
                  safety: "unsafe" as const,
                  edits: [
                    {
                      file: listen.file.path,
                      span: { start: address.span.end, end: address.span.end },
                      newText: " ssl",
                    },
                  ],
                },
              ]
            : []),
          {
            title: "Delete the certificate and key",
            safety: "unsafe",
            edits: removeDirectives([...scope.named("ssl_certificate"), ...keys]),
          },
        ],
      });
    }
  },
};
