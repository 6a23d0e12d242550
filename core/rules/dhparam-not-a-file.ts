import { settingIsSetUp } from "../config/cipher-uses.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const dhparamNotAFile: Rule = {
  id: "dhparam-not-a-file",
  severity: "error",
  directives: ["ssl_dhparam"],
  docs: {
    summary: "Instead of a file, ssl_dhparam has a word",
    why: `
\`ssl_dhparam\` takes the name of a file with Diffie-Hellman parameters. nginx has no \`auto\`, as other servers have, and takes
no number of bits: it looks for a file of that name beside the main file and stops, \`BIO_new_file("…/auto") failed\`. Without
the directive there is no DHE at all, which every client can do without: ECDHE takes its place. Where nothing makes nginx set up
the server's TLS, the finding is a warning.`,
    fixSafety: "Suites with DHE key exchange are not available then, as they are not now.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_dhparam"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_dhparam auto;
#                   ~~~~ error: nginx takes "auto" for the name of a file
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
    const text = pathOf(located);
    // A file of such a name is a file after all.
    if (!/^(auto|on|off|none|\d+)$/i.test(text) || ctx.pem(located)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `nginx takes "${text}" for the name of a file`,
      severity: settingIsSetUp(ctx.config, located) ? "error" : "warning",
      docs: docsAt(located),
      fixes: [
        { title: 'Delete "ssl_dhparam"', safety: "unsafe", edits: [removeDirective(located)] },
      ],
    });
  },
};
