import { isNginxaas } from "../config/platform.ts";
import { jsDocs } from "./shared/js.ts";
import { LOAD_SAFETY, loadModule, missingJsModules } from "./shared/js-module.ts";
import type { Rule } from "./shared/rule.ts";

/** Programs with builds of their own. */
const OTHERS: ReadonlySet<string> = new Set(["angie", "any", "openresty"]);

export const jsModuleNotLoaded: Rule = {
  id: "js-module-not-loaded",
  severity: "warning",
  docs: {
    summary: "A directive of njs is used, but its module is not loaded",
    why: `
njs is a dynamic module: without \`load_module\` nginx stops at the first of its directives, as \`unknown directive
"js_import"\`. \`http\` and \`stream\` have a module each. Only the first directive of each is reported, and as a warning, since
an nginx with njs built in (\`--add-module\`) accepts it: switch the rule off then. Where an included file that is not here
may load the module, as those of Debian's packages do, and in a fragment, the finding is information.`,
    fixSafety: LOAD_SAFETY,
    references: [
      "https://nginx.org/en/docs/njs/install.html",
      "https://nginx.org/en/docs/ngx_core_module.html#load_module",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_import main from js/main.js;
#   ~~~~~~~~~ warning: unknown directive "js_import": nothing loads "modules/ngx_http_js_module.so"
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
    const { platform } = config.settings;
    if (isNginxaas(platform) || OTHERS.has(platform)) return;
    for (const { located, file, certain } of missingJsModules(config)) {
      const name = located.directive.name.text;
      ctx.report({
        file: located.file,
        span: located.directive.name.span,
        message: certain
          ? `unknown directive "${name}": nothing loads "${file}"`
          : `"${name}" needs "${file}", which nothing in sight loads`,
        severity: certain ? "warning" : "information",
        docs: jsDocs(name, located.scope),
        fixes: config.kind === "main" ? [loadModule(file, config)] : [],
      });
    }
  },
};
