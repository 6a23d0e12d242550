import { isAbsolute, isBelow, normalize } from "../config/paths.ts";
import { TLS_FILE_DIRECTIVES } from "../knowledge/tls-files.ts";
import { isPlainName, pathOf, pathSpan } from "./shared/identity.ts";
import { AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasPath: Rule = {
  id: "nginxaas-path",
  severity: "warning",
  directives: TLS_FILE_DIRECTIVES,
  docs: {
    summary: "A certificate, key or list lies outside the folders that NGINXaaS lets nginx read",
    why: `
F5 NGINXaaS lets nginx's master process read \`/etc/nginx\`, \`/opt\`, \`/srv\`, \`/var/www\`, \`/tmp\` and a few cache folders.
"Accessing files outside of the listed directories is unsupported. Such access may or may not function and is subject to
change without notice." Certificates and keys belong below \`/etc/nginx\`, which worker processes can't read. Names without
a leading slash count from there. NGINX's own guide for Azure uses \`/etc/ssl/certs\` in its examples, which is not one of
these folders.`,
    references: [AZURE_DOCS, GOOGLE_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: outside the folders that NGINXaaS for Azure lets nginx read, such as "/etc/nginx"
        ssl_certificate_key /etc/nginx/keys/server.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/nginx/certs/server.crt;
        ssl_certificate_key /etc/nginx/keys/server.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const service = serviceOf(ctx.config);
    if (!service || !isPlainName(located)) return;
    const path = normalize(pathOf(located));
    if (!isAbsolute(path) || service.folders.some((it) => isBelow(path, it))) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `outside the folders that ${service.name} lets nginx read, such as "/etc/nginx"`,
      docs: service.docs,
    });
  },
};
