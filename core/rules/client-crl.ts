import { serversWith } from "../config/listeners.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const clientCrl: Rule = {
  id: "client-crl",
  severity: "information",
  directives: ["ssl_crl"],
  docs: {
    summary: "A revocation list is loaded, but clients are not verified",
    why: `
nginx reads the list when it starts, so that a missing file stops it, and uses it only to verify client certificates,
which \`ssl_verify_client\` switches on.`,
    fixSafety: "Nothing changes but that the file is no longer read.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_crl"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_crl             /etc/nginx/revoked.crt;
#       ~~~~~~~ information: revocation list is never used: "ssl_verify_client" is off
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const isSeen = (it: (typeof servers)[number]) =>
      it.absence === "certain" || it.settings("ssl_verify_client").length > 0;
    if (servers.length === 0 || !servers.every(isSeen)) return;
    if (servers.some((it) => it.verifyClient !== "off")) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: 'revocation list is never used: "ssl_verify_client" is off',
      docs: docsAt(located),
      fixes: [
        { title: "Delete the directive", safety: "unsafe", edits: [removeDirective(located)] },
      ],
    });
  },
};
