import { versionAtLeast } from "../settings.ts";
import { isSetUp } from "./shared/client-verify.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, fileAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

export const staplingWithCompression: Rule = {
  id: "stapling-with-compression",
  severity: "error",
  needs: ["ssl_certificate_compression"],
  docs: {
    summary: "Certificates are to be compressed, and OCSP answers stapled to them",
    why: `
nginx refuses the two together since 1.29.1, without a line: \`"ssl_stapling" is incompatible with
"ssl_certificate_compression"\`. Compressed certificates are prepared once at the start, while a stapled answer changes.
With OpenSSL before 3.2 there is no compression: nginx warns and ignores the directive, and the finding is a warning.`,
    fixSafety: "Handshakes take a few hundred bytes more.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_compression",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.30.0", opensslVersion: "3.5" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_stapling on;
        ssl_certificate_compression on;
#       ~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: "ssl_stapling" is incompatible with "ssl_certificate_compression"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_stapling on;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [compression] = server.settings("ssl_certificate_compression");
    const [stapling] = server.settings("ssl_stapling");
    if (!compression || !stapling || !server.isOn("ssl_certificate_compression")) return;
    const { settings } = ctx.config;
    if (!isStapled(server) || !versionAtLeast(settings.nginxVersion, "1.29.1")) return;
    const isFatal = versionAtLeast(settings.opensslVersion, "3.2") && isSetUp(server, settings);
    ctx.report({
      file: compression.file,
      span: compression.directive.name.span,
      message: '"ssl_stapling" is incompatible with "ssl_certificate_compression"',
      severity: isFatal ? "error" : "warning",
      docs: docsAt(compression),
      related: [fileAt(stapling, "stapling is switched on here")],
      fixes: [
        {
          title: 'Delete "ssl_certificate_compression"',
          safety: "unsafe",
          edits: [removeDirective(compression)],
        },
      ],
    });
  },
};
