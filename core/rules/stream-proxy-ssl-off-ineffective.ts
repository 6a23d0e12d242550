import { absence } from "../config/effective.ts";
import type { Rule } from "./shared/rule.ts";
import { cannotStart, enforce, startable } from "./shared/upstream.ts";

export const streamProxySslOffIneffective: Rule = {
  id: "stream-proxy-ssl-off-ineffective",
  severity: "information",
  docs: {
    summary: "A stream server sets upstream TLS directives, but TLS to the upstream is off",
    why: `
In \`stream\` TLS to the upstream is switched on by \`proxy_ssl on\`, which is off by default. Without it all other
\`proxy_ssl_*\` directives are ignored and their files not opened.`,
    fixSafety: "An upstream that does not speak TLS is no longer reached.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_ssl"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345;
        proxy_pass 10.0.0.1:12345;
        proxy_ssl_verify on;
#       ~~~~~~~~~~~~~~~~ information: "proxy_ssl_verify" has no effect: "proxy_ssl" is off
    }
}
`,
      good: `
stream {
    server {
        listen 12345;
        proxy_pass 10.0.0.1:12345;
        proxy_ssl on;
        proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        proxy_ssl_server_name on;
        proxy_ssl_name name-in-certificate.example.com;
        proxy_ssl_verify on;
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.facts.family !== "stream" || !connection.isOff("ssl")) return;
    const first = connection.scope.entries.find((it) =>
      /^proxy_ssl_(?!password_file)/.test(it.directive.name.text),
    );
    if (!first) return;
    const explicit = connection.setting("ssl").directives.length > 0;
    if (!explicit && absence(connection.scope) !== "certain") return;
    const needed = startable(connection, ctx.config.settings.trustedCertificate);
    ctx.report({
      file: first.file,
      span: first.directive.name.span,
      message: `"${first.directive.name.text}" has no effect: "proxy_ssl" is off`,
      tags: ["unnecessary"],
      fixes: cannotStart(connection)
        ? []
        : [
            {
              title: 'Add "proxy_ssl on"',
              safety: "unsafe",
              edits: enforce(connection, [["ssl", "on"], ...needed]),
            },
          ],
    });
  },
};
