import { versionAtLeast } from "../settings.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsVariableCertificate: Rule = {
  id: "tls-variable-certificate",
  severity: "information",
  needs: ["ssl_certificate"],
  docs: {
    summary: "A certificate's name has a variable, so its file is read at every handshake",
    why: `
The files are opened by worker processes, not by the master: a key that only root may read fails when a client comes,
not when nginx starts, and \`nginx -t\` checks none of the server's pairs. \`ssl_stapling\` is silently off. Clients that
send no name leave \`$ssl_server_name\` empty. Since 1.27.4 \`ssl_certificate_cache\` keeps what was read; where it is set
nothing is reported.`,
    fixSafety: "A renewed certificate is used only when its copy in the cache is a minute old.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_cache",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/$ssl_server_name.crt;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: read by worker processes at every handshake, and not checked when nginx starts
        ssl_certificate_key /etc/ssl/$ssl_server_name.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/$ssl_server_name.crt;
        ssl_certificate_key /etc/ssl/$ssl_server_name.key;
        ssl_certificate_cache max=1000 inactive=20s valid=1m;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const certificate = server.settings("ssl_certificate").find(({ directive }) => {
      const name = directive.args[0]?.text ?? "";
      return name.includes("$") && !name.startsWith("data:");
    });
    if (!certificate || server.family === "mail" || server.tls === "no") return;
    if (server.settings("ssl_certificate_cache").length > 0) return;
    const anchor = certificate.scope.named("ssl_certificate_key").at(-1) ?? certificate;
    const hasCache = versionAtLeast(ctx.config.settings.nginxVersion, "1.27.4");
    const cache = "ssl_certificate_cache max=1000 inactive=20s valid=1m;";
    ctx.report({
      file: certificate.file,
      span: pathSpan(certificate),
      message: "read by worker processes at every handshake, and not checked when nginx starts",
      docs: docsAt(certificate),
      fixes: hasCache
        ? [
            {
              title: "Keep certificates in a cache",
              safety: "unsafe",
              edits: [insertAfter(anchor, [cache])],
            },
          ]
        : [],
    });
  },
};
