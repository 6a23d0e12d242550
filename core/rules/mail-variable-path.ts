import { isOpaque, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const mailVariablePath: Rule = {
  id: "mail-variable-path",
  severity: "error",
  directives: ["ssl_certificate", "ssl_certificate_key"],
  docs: {
    summary: "The mail proxy knows no variables in file names",
    why: `
In \`http\` and \`stream\` a certificate's name may have a variable; \`mail\` has no variables, so that \`$\` is a character of
the name. nginx looks for a file of that very name and stops with \`cannot load certificate\`
(\`ngx_mail_ssl_merge_conf\` loads files at the start only). Where neither \`listen … ssl\` nor \`starttls\` makes nginx load it,
the finding is a warning.`,
    references: [
      "https://nginx.org/en/docs/mail/ngx_mail_ssl_module.html#ssl_certificate",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
mail {
    server {
        listen   993 ssl;
        protocol imap;
        ssl_certificate     /etc/ssl/certs/$ssl_server_name.crt;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: "mail" knows no variables: nginx looks for a file with "$" in its name
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
mail {
    server {
        listen   993 ssl;
        protocol imap;
        ssl_certificate     /etc/ssl/certs/mail.example.com.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const path = pathOf(located);
    if (!located.scope.isIn("mail") || isOpaque(path) || !/\$\{?[a-z_]/i.test(path)) return;
    const isLoaded = ctx.config.identities.some(
      (it) => it.isLoaded && [...it.certificates, ...it.keys].includes(located),
    );
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: '"mail" knows no variables: nginx looks for a file with "$" in its name',
      severity: isLoaded ? "error" : "warning",
    });
  },
};
