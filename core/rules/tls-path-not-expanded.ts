import { fileIsOpened } from "../config/opened-files.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsPathNotExpanded: Rule = {
  id: "tls-path-not-expanded",
  severity: "error",
  directives: fileDirectives((it) => it !== "certificate" && it !== "key"),
  docs: {
    summary:
      'The name of a file has a variable, or is "data:", where nginx takes every character as it stands',
    why: `
Only certificates and their keys may be named by variables or stand in the configuration as \`data:\`. The names of CA files,
revocation lists, DH parameters, ticket keys and password files are names: nginx looks for a file with \`$\` or \`data:\` in its
name and stops (\`ngx_ssl_trusted_certificate\` and its like use \`ngx_conf_full_name\` alone). CAs by client need a server each.
Where nginx does not open the file the finding is a warning.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name a.example.com;
        ssl_certificate        /etc/ssl/certs/a.example.com.crt;
        ssl_certificate_key    /etc/ssl/private/a.example.com.key;
        ssl_client_certificate /etc/nginx/clients/$ssl_server_name.pem;
#                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: no variable counts here: nginx looks for a file with "$" in its name
        ssl_verify_client      on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name a.example.com;
        ssl_certificate        /etc/ssl/certs/a.example.com.crt;
        ssl_certificate_key    /etc/ssl/private/a.example.com.key;
        ssl_client_certificate /etc/nginx/clients/a.example.com.pem;
        ssl_verify_client      on;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const path = pathOf(located);
    const isData = path.startsWith("data:");
    if (!isData && !/\$(\{[a-z_]\w*\}|[a-z_])/.test(path)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: isData
        ? 'nginx looks for a file of that name: "data:" is for certificates and keys only'
        : 'no variable counts here: nginx looks for a file with "$" in its name',
      severity: fileIsOpened(ctx.config, located) ? "error" : "warning",
      docs: docsAt(located),
    });
  },
};
