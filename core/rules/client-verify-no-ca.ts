import { CLIENT_CA, isSetUp, takesTrustedOnly, verifying } from "./shared/client-verify.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { usedByServer } from "./shared/server.ts";

export const clientVerifyNoCa: Rule = {
  id: "client-verify-no-ca",
  severity: "error",
  needs: ["ssl_verify_client"],
  docs: {
    summary: "Client certificates are to be verified, but no CA is named",
    why: `
nginx refuses the configuration: \`no ssl_client_certificate for ssl_verify_client\`
(\`ngx_http_ssl_merge_srv_conf\`). There is no built-in list of CAs: a server that verifies must name the ones whose
clients it admits. Since 1.27.2 \`ssl_trusted_certificate\` will do as well; it does not send the CA's name to clients.`,
    fixSafety: "The name of the file is a placeholder; put in the CA that signs your clients.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client on;
#                         ~~ error: no ssl_client_certificate or ssl_trusted_certificate for ssl_verify_client
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client on;
        ssl_client_certificate /etc/nginx/client-ca.crt;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const { settings } = ctx.config;
    const verify = verifying(server);
    if (!verify || server.absence !== "certain" || !isSetUp(server, settings)) return;
    if (server.value("ssl_client_certificate") || server.value("ssl_trusted_certificate")) return;
    const trusted = takesTrustedOnly(settings) ? " or ssl_trusted_certificate" : "";
    ctx.report({
      file: verify.file,
      span: pathSpan(verify),
      message: `no ssl_client_certificate${trusted} for ssl_verify_client`,
      docs: docsAt(verify, "ssl_client_certificate"),
      related: usedByServer(server, verify),
      fixes: [
        {
          title: 'Add "ssl_client_certificate"',
          safety: "unsafe",
          edits: [insertAfter(verify, [`ssl_client_certificate ${CLIENT_CA};`])],
        },
      ],
    });
  },
};
