import { serversWith } from "../config/listeners.ts";
import { removeDirectives } from "./edits.ts";
import { docsAt, pathOf } from "./identity.ts";
import type { Rule } from "./rule.ts";
import { isStapled } from "./server.ts";

const NAMES = [
  "ssl_stapling",
  "ssl_stapling_verify",
  "ssl_stapling_file",
  "ssl_stapling_responder",
] as const;

export const staplingNoOcspUrl: Rule = {
  id: "stapling-no-ocsp-url",
  severity: "information",
  directives: ["ssl_stapling"],
  docs: {
    summary: "Stapling is on for certificates of Let's Encrypt, which has no OCSP any more",
    why: `
Let's Encrypt left the address of its OCSP responder out of certificates in May 2025 and switched the responders off in
August 2025. nginx warns at every start (\`"ssl_stapling" ignored, no OCSP responder URL in the certificate\`) and staples
nothing. Certificates below \`/etc/letsencrypt/\` are taken to be theirs.`,
    fixSafety:
      "Nothing changes for certificates of Let's Encrypt; those of another CA are no longer stapled.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling",
      "https://letsencrypt.org/2024/12/05/ending-ocsp/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/letsencrypt/live/www.example.com/fullchain.pem;
        ssl_certificate_key /etc/letsencrypt/live/www.example.com/privkey.pem;
        ssl_stapling on;
#       ~~~~~~~~~~~~ information: nothing is stapled: Let's Encrypt has no OCSP responder since August 2025
        ssl_stapling_verify on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/letsencrypt/live/www.example.com/fullchain.pem;
        ssl_certificate_key /etc/letsencrypt/live/www.example.com/privkey.pem;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const pairs = servers.map((it) => it.settings("ssl_certificate"));
    const certificates = pairs.flat().map(pathOf);
    if (certificates.length === 0 || !servers.every(isStapled)) return;
    if (!certificates.every((it) => it.startsWith("/etc/letsencrypt/"))) return;
    if (servers.some((it) => it.value("ssl_stapling_file") || it.value("ssl_stapling_responder"))) {
      return;
    }
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: "nothing is stapled: Let's Encrypt has no OCSP responder since August 2025",
      docs: docsAt(located),
      fixes: [
        {
          title: "Delete the stapling",
          safety: "unsafe",
          edits: removeDirectives(NAMES.flatMap((it) => located.scope.named(it))),
        },
      ],
    });
  },
};
