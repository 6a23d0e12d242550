import { fileIsOpened } from "../config/opened-files.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsFileNotAFile: Rule = {
  id: "tls-file-not-a-file",
  severity: "warning",
  // A password file may be a named pipe (https://nginx.org/r/ssl_password_file).
  directives: fileDirectives((it) => it !== "passwords"),
  docs: {
    summary: "What a directive of TLS names is a folder, a pipe or a device",
    why: `
nginx opens the file and reads to its end. Of a folder it can't read anything and stops; at a named pipe it waits for a writer,
in silence, also with \`nginx -t\`. nginx takes no folder of CAs either, as other servers do (\`CApath\`): all of them must be
in one file. It is information where nginx does not open the file as things stand.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        www.crt;
        ssl_certificate_key    www.key;
        ssl_client_certificate /etc/ssl/certs;
#                              ~~~~~~~~~~~~~~ warning: "/etc/ssl/certs" is not a file, but a folder, pipe or device
        ssl_verify_client      on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        www.crt;
        ssl_certificate_key    www.key;
        ssl_client_certificate ca.crt;
        ssl_verify_client      on;
    }
}
`,
      files: { "/etc/ssl/certs": { status: "not-a-file" } },
    },
  ],

  checkDirective(located, ctx) {
    if (ctx.file(located)?.status !== "not-a-file") return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" is not a file, but a folder, pipe or device`,
      severity: fileIsOpened(ctx.config, located) ? "warning" : "information",
      docs: docsAt(located),
    });
  },
};
