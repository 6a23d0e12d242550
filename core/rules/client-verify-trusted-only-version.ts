import { isSetUp, takesTrustedOnly, verifying } from "./shared/client-verify.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt, fileAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { usedByServer } from "./shared/server.ts";

export const clientVerifyTrustedOnlyVersion: Rule = {
  id: "client-verify-trusted-only-version",
  severity: "error",
  needs: ["ssl_verify_client"],
  docs: {
    summary: "Before nginx 1.27.2 clients can't be verified with `ssl_trusted_certificate` alone",
    why: `
Older versions refuse the configuration: \`no ssl_client_certificate for ssl_verify_client\`, however many CAs
\`ssl_trusted_certificate\` names. Newer ones take either directive; \`ssl_client_certificate\` also tells clients which
CAs are meant. The finding depends on \`nginxTls.nginxVersion\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate",
      "https://nginx.org/en/CHANGES",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.26.3" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate         /etc/ssl/certs/server.crt;
        ssl_certificate_key     /etc/ssl/private/server.key;
        ssl_trusted_certificate /etc/nginx/client-ca.crt;
        ssl_verify_client       on;
#                               ~~ error: no ssl_client_certificate for ssl_verify_client: ssl_trusted_certificate counts since 1.27.2
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate         /etc/ssl/certs/server.crt;
        ssl_certificate_key     /etc/ssl/private/server.key;
        ssl_trusted_certificate /etc/nginx/client-ca.crt;
        ssl_verify_client       on;
        ssl_client_certificate /etc/nginx/client-ca.crt;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const { settings } = ctx.config;
    const verify = verifying(server);
    const [trusted] = server.settings("ssl_trusted_certificate");
    if (!verify || !trusted || takesTrustedOnly(settings)) return;
    if (server.absence !== "certain" || !isSetUp(server, settings)) return;
    if (server.value("ssl_client_certificate")) return;
    const file = trusted.directive.args[0]?.raw ?? "";
    ctx.report({
      file: verify.file,
      span: pathSpan(verify),
      message:
        "no ssl_client_certificate for ssl_verify_client: ssl_trusted_certificate counts since 1.27.2",
      docs: docsAt(verify, "ssl_client_certificate"),
      related: [fileAt(trusted, "the CA file"), ...usedByServer(server, verify)],
      fixes: [
        {
          title: 'Name the CA file in "ssl_client_certificate" too',
          safety: "safe",
          edits: [insertAfter(verify, [`ssl_client_certificate ${file};`])],
        },
      ],
    });
  },
};
