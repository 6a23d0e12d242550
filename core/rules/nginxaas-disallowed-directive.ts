import { AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasDisallowedDirective: Rule = {
  id: "nginxaas-disallowed-directive",
  severity: "error",
  docs: {
    summary: "NGINXaaS refuses a configuration with this directive",
    why: `
F5 NGINXaaS validates a configuration when it is uploaded, and refuses one with a directive that can't work there:
hardware accelerators, debugging of nginx's processes, a source address for connections to upstreams, QUIC migration; on
Azure ACME too, on Google Cloud Encrypted Client Hello. The list is that of the documentation of August 2026. The rule
runs with the setting \`nginxTls.platform\` at \`nginxaas-azure\`, \`nginxaas-aws\` or \`nginxaas-google\`.`,
    references: [AZURE_DOCS, GOOGLE_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
http {
    server {
        location / {
            proxy_pass https://192.0.2.1;
            proxy_bind 192.0.2.7;
#           ~~~~~~~~~~ error: NGINXaaS for Azure refuses "proxy_bind": a source address can't be chosen in an active-active deployment
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://192.0.2.1;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    if (!service) return;
    for (const [name, reason] of service.refused) {
      for (const { directive, file, scope } of config.root.everywhere(name)) {
        if (scope.place === "other") continue;
        ctx.report({
          file,
          span: directive.name.span,
          message: `${service.name} refuses "${name}": ${reason}`,
          docs: service.docs,
        });
      }
    }
  },
};
