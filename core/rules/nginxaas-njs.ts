import { LOAD_SAFETY, loadModule, missingJsModules } from "./shared/js-module.ts";
import { serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

const DOCS = "https://docs.nginx.com/nginxaas-azure/quickstart/njs-support/";

export const nginxaasNjs: Rule = {
  id: "nginxaas-njs",
  severity: "error",
  docs: {
    summary: "On NGINXaaS a configuration has to load njs itself",
    why: `
F5 NGINXaaS brings njs as a dynamic module, which the configuration must load: \`load_module
modules/ngx_http_js_module.so;\`, for \`stream\` \`ngx_stream_js_module.so\`. Without it nginx refuses the first \`js_\` directive
as unknown. With other platforms the rule \`js-module-not-loaded\` says so.`,
    fixSafety: LOAD_SAFETY,
    references: [DOCS, "https://nginx.org/en/docs/ngx_core_module.html#load_module"],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
http {
    js_import main from js/main.js;
#   ~~~~~~~~~ error: NGINXaaS for Azure knows "js_import" only with "load_module modules/ngx_http_js_module.so"
}
`,
      good: `
load_module modules/ngx_http_js_module.so;
http {
    js_import main from js/main.js;
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    if (!service) return;
    for (const { located, file, certain } of missingJsModules(config)) {
      const name = located.directive.name.text;
      ctx.report({
        file: located.file,
        span: located.directive.name.span,
        message: `${service.name} knows "${name}" only with "load_module ${file}"`,
        severity: certain ? "error" : "information",
        fixes: config.kind === "main" ? [loadModule(file, config)] : [],
      });
    }
  },
};
