import { isPlainName, pathSpan } from "./shared/identity.ts";
import { AZURE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasCertPath: Rule = {
  id: "nginxaas-cert-path",
  severity: "information",
  activation: "opt-in",
  directives: [
    "ssl_certificate",
    "ssl_certificate_key",
    "proxy_ssl_certificate",
    "proxy_ssl_certificate_key",
    "grpc_ssl_certificate",
    "grpc_ssl_certificate_key",
    "uwsgi_ssl_certificate",
    "uwsgi_ssl_certificate_key",
  ],
  docs: {
    summary: "NGINXaaS must have a certificate under exactly this path",
    why: `
F5 NGINXaaS fetches certificates from the cloud's vault and puts them where the deployment's "Certificate path" and "Key
path" say (on Azure at most 100, PEM or PKCS#12 in the vault; both paths may be the same). The arguments in the
configuration must be these paths to the letter. A certificate can also be uploaded as a file of the configuration, but
then it is neither renewed nor watched. Nothing in the configuration tells which paths a deployment has, so this rule
is off unless you want a list of what to check.`,
    references: [
      "https://docs.nginx.com/nginxaas-azure/getting-started/ssl-tls-certificates/overview/",
      AZURE_DOCS,
    ],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate certs/server.crt;
#                       ~~~~~~~~~~~~~~~~ information: NGINXaaS for Azure needs a certificate with exactly this path, or an uploaded file
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate certs/$ssl_server_name.crt;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const service = serviceOf(ctx.config);
    if (!service || !isPlainName(located)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `${service.name} needs a certificate with exactly this path, or an uploaded file`,
      docs: service.docs,
    });
  },
};
