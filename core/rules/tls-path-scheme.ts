import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import { versionAtLeast } from "../settings.ts";
import type { Severity } from "../severity.ts";
import { pathOf, pathSpan, usedBy } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { severityByVersion } from "./shared/structure.ts";

export const tlsPathScheme: Rule = {
  id: "tls-path-scheme",
  severity: "error",
  docs: {
    summary:
      'A certificate or key has an "engine:" or "store:" that nginx can\'t use, or an empty name',
    why: `
A key may come from an engine, \`engine:NAME:ID\`, or since nginx 1.29.0 from an OpenSSL store, \`store:SCHEME:ID\`. nginx
stops at an engine without the second colon: \`cannot load certificate key "engine:x": invalid syntax\`. Certificates come
from files or \`data:\` only, and before 1.29.0 there is no \`store:\`: nginx then takes the text for the name of a file that
does not exist (\`ngx_ssl_cache_init_key\`). The empty name takes an inherited \`proxy_ssl_certificate\` back, but no
\`ssl_certificate\`: nginx looks for a file without a name.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate_key",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key engine:pkcs11;
#                           ~~~~~~~~~~~~~ error: invalid syntax: a key of an engine is "engine:NAME:ID"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key engine:pkcs11:server-key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    for (const located of identity.certificates) {
      if (pathOf(located) === "" && identity.side === "server") {
        report(identity, located, NO_NAME, "error", ctx);
      }
      const scheme = /^(engine|store):/.exec(pathOf(located))?.[1];
      if (scheme === undefined) continue;
      const message = `certificates come from files: nginx looks for one whose name begins with "${scheme}:"`;
      report(identity, located, message, "error", ctx);
    }
    for (const located of identity.keys) {
      const path = pathOf(located);
      if (/^engine:[^:]*$/.test(path)) {
        const message = 'invalid syntax: a key of an engine is "engine:NAME:ID"';
        report(identity, located, message, "error", ctx);
      }
      const { settings } = ctx.config;
      if (path.startsWith("store:") && !versionAtLeast(settings.nginxVersion, "1.29.0")) {
        const message = `nginx ${settings.nginxVersion} has no "store:", it looks for a file of that name`;
        report(identity, located, message, severityByVersion(settings), ctx);
      }
    }
  },
};

const NO_NAME =
  'nginx looks for a file without a name: "" takes back only certificates for upstreams';

function report(
  identity: Identity,
  located: Located,
  message: string,
  severity: Severity,
  ctx: RuleContext,
): void {
  ctx.report({
    file: located.file,
    span: pathSpan(located),
    message,
    severity: identity.isLoaded ? severity : "warning",
    related: usedBy(identity, located),
  });
}
