import { cloudOf } from "../config/platform.ts";
import { lookUp } from "../knowledge/directives.ts";
import { isListed } from "../knowledge/nginxaas.ts";
import { AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasUnlistedDirective: Rule = {
  id: "nginxaas-unlisted-directive",
  severity: "information",
  docs: {
    summary: "NGINXaaS does not list this directive as supported",
    why: `
F5 NGINXaaS supports a limited set of directives and lists them. A directive that is neither on that list nor among the
refused ones may work and only lack its line (the documentation says so), or be refused at the upload: try it on a
deployment that is not in use. The lists are those of the documentation of August 2026; the one for Azure has Lua and
\`zone_sync_ssl\`, the other one has not.`,
    references: [AZURE_DOCS, GOOGLE_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-google" },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate_compression on;
#       ~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: "ssl_certificate_compression" is not on the list of NGINXaaS for Google Cloud
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_session_tickets off;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    const cloud = cloudOf(config.settings.platform);
    if (!service || !cloud) return;
    for (const name of config.root.names) {
      // A misspelled name is another rule's.
      if (isListed(name, cloud) || service.refused.has(name) || lookUp(name).length === 0) continue;
      for (const { directive, file, scope } of config.root.everywhere(name)) {
        if (scope.place === "other") continue;
        ctx.report({
          file,
          span: directive.name.span,
          message: `"${name}" is not on the list of ${service.name}`,
          docs: service.docs,
        });
      }
    }
  },
};
