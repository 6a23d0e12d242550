import { loadsForeignModules } from "../config/modules.ts";
import { isPlusDirective, plusNames } from "../knowledge/platforms.ts";
import type { Rule } from "./shared/rule.ts";

/** The platforms that are nginx open source. */
const OPEN_SOURCE: ReadonlySet<string> = new Set(["nginx", "openresty"]);

export const plusDirective: Rule = {
  id: "plus-directive",
  severity: "information",
  docs: {
    summary: "A directive of NGINX Plus stands in a configuration for nginx open source",
    why: `
nginx open source stops at a directive that only NGINX Plus has: \`unknown directive "health_check"\`. If NGINX Plus or
NGINXaaS reads the file, say so with the setting \`nginxTls.platform\`, or in the first lines of the file:

\`\`\`nginx
# nginx-tls: platform=nginx-plus
\`\`\`

Nothing is reported where \`load_module\` names a module that is not nginx's own, or where the main file has an include
that can't be read, since that may load one.`,
    references: [
      "https://nginx.org/en/docs/dirindex.html",
      "https://docs.nginx.com/nginx/technical-specs/",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream backend {
        zone backend 64k;
        server 192.0.2.1;
    }
    server {
        location / {
            proxy_pass http://backend;
            health_check;
#           ~~~~~~~~~~~~ information: "health_check" is a directive of NGINX Plus, nginx open source refuses it
        }
    }
}
`,
      good: `
http {
    upstream backend {
        zone backend 64k;
        server 192.0.2.1;
    }
    server {
        location / {
            proxy_pass http://backend;
        }
    }
}
`,
    },
  ],

  checkConfig({ root, settings }, ctx) {
    if (!OPEN_SOURCE.has(settings.platform) || loadsForeignModules(root)) return;
    for (const name of plusNames()) {
      for (const { directive, file, scope } of root.everywhere(name)) {
        if (!isPlusDirective(name, scope.place, settings.nginxVersion)) continue;
        ctx.report({
          file,
          span: directive.name.span,
          message: `"${name}" is a directive of NGINX Plus, nginx open source refuses it`,
        });
      }
    }
  },
};
