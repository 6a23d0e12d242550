import { isAbsolute, isBelow, normalize } from "../config/paths.ts";
import { isOpaque, pathOf, pathSpan } from "./shared/identity.ts";
import { AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasWorkerRead: Rule = {
  id: "nginxaas-worker-read",
  severity: "error",
  docs: {
    summary: "Worker processes of NGINXaaS can't read a certificate or key below /etc/nginx",
    why: `
With a variable in its name, nginx reads the file at each handshake, and it is a worker process that reads it
(\`ngx_http_ssl_certificate\`, \`ngx_http_upstream_ssl_certificate\`). On F5 NGINXaaS only the master process can read
\`/etc/nginx\`, so that every such handshake fails with \`cannot load certificate\`. Names without a leading slash count from
\`/etc/nginx\`. Put these files below \`/opt\` or \`/srv\`, whose content a mistake in the configuration can serve to anybody,
or do without the variable.`,
    references: [
      AZURE_DOCS,
      GOOGLE_DOCS,
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
    ],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/nginx/certs/$ssl_server_name.crt;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: worker processes read this file, and NGINXaaS for Azure does not let them read "/etc/nginx"
        ssl_certificate_key /opt/keys/$ssl_server_name.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /opt/certs/$ssl_server_name.crt;
        ssl_certificate_key /opt/keys/$ssl_server_name.key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const service = serviceOf(ctx.config);
    if (!service || identity.scope.isIn("mail")) return;
    const all = [...identity.certificates, ...identity.keys];
    // One variable makes nginx read all files of the server or hop at the handshake.
    if (!all.some((it) => pathOf(it).includes("$") && !isOpaque(pathOf(it)))) return;
    for (const located of all) {
      const name = pathOf(located);
      if (isOpaque(name) || name.startsWith("$")) continue;
      const path = normalize(isAbsolute(name) ? name : `/etc/nginx/${name}`);
      const folder = service.masterOnly.find((it) => isBelow(path, it));
      if (folder === undefined) continue;
      ctx.report({
        file: located.file,
        span: pathSpan(located),
        message: `worker processes read this file, and ${service.name} does not let them read "${folder}"`,
        docs: service.docs,
      });
    }
  },
};
