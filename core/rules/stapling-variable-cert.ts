import { serversWith } from "../config/listeners.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, pathOf } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

export const staplingVariableCert: Rule = {
  id: "stapling-variable-cert",
  severity: "warning",
  directives: ["ssl_stapling"],
  docs: {
    summary: "Stapling is on, but the certificate's name has a variable, so nothing is stapled",
    why: `
nginx prepares the OCSP responses when it starts, for certificates that it reads then. A name with a variable is read at
the handshake, and nginx leaves stapling out for all certificates of that server without a word.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/$ssl_server_name.crt;
        ssl_certificate_key /etc/ssl/$ssl_server_name.key;
        ssl_stapling on;
#       ~~~~~~~~~~~~ warning: nothing is stapled: the certificate's name has a variable
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/$ssl_server_name.crt;
        ssl_certificate_key /etc/ssl/$ssl_server_name.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    if (servers.length === 0 || !servers.every(isStapled)) return;
    const isVariable = (it: (typeof servers)[number]) =>
      ["ssl_certificate", "ssl_certificate_key"].some((name) =>
        it.settings(name).some((file) => pathOf(file).includes("$")),
      );
    if (!servers.every(isVariable)) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: "nothing is stapled: the certificate's name has a variable",
      docs: docsAt(located),
      fixes: [{ title: "Delete the directive", safety: "safe", edits: [removeDirective(located)] }],
    });
  },
};
