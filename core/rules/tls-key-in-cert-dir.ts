import { isAbsolute, normalize } from "../config/paths.ts";
import { docsAt, isPlainName, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { namesKey, SECRET_DIRECTIVES } from "./shared/secrets.ts";

const KEY_DIRECTIVES = SECRET_DIRECTIVES.filter(namesKey);

export const tlsKeyInCertDir: Rule = {
  id: "tls-key-in-cert-dir",
  severity: "hint",
  directives: KEY_DIRECTIVES,
  docs: {
    summary: "A key lies in a folder that is made for everybody to read",
    why: `
\`/etc/ssl/certs\` and \`/usr/share\` are open to all users and to most programs, are searched for CA certificates, and are copied
into images and backups as public. Debian keeps keys in \`/etc/ssl/private\`, which is closed, and Red Hat in
\`/etc/pki/tls/private\`. The name alone is looked at.`,
    references: ["https://nginx.org/en/docs/http/configuring_https_servers.html"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/certs/server.key;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: a key in "/etc/ssl/certs", which is open to everybody
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
    const path = pathOf(located);
    if (!isPlainName(located) || !isAbsolute(path)) return;
    const folder = PUBLIC.find((it) => normalize(path).startsWith(`${it}/`));
    if (folder === undefined) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `a key in "${folder}", which is open to everybody`,
      docs: docsAt(located),
    });
  },
};

const PUBLIC = ["/etc/ssl/certs", "/etc/pki/tls/certs", "/usr/share"];
