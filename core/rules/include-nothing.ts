import { liesInConfiguration, unansweredIncludes } from "../config/includes.ts";
import type { Rule } from "./shared/rule.ts";

export const includeNothing: Rule = {
  id: "include-nothing",
  severity: "hint",
  docs: {
    summary: "No file matches the pattern of an include",
    why: `
A pattern (\`*\`, \`?\` or \`[…]\`) that no file matches is fine for nginx, which says nothing of it. So a misspelled folder,
or \`*.conf\` for files of another name, stays unnoticed: what the files would set is simply not set. \`**\` and
\`{a,b}\` have no special meaning in a pattern, and files that begin with a dot need one in the pattern.`,
    references: ["https://nginx.org/en/docs/ngx_core_module.html#include"],
  },
  examples: [
    {
      bad: `
http {
    include conf.d/*.cfg;
#           ~~~~~~~~~~~~ hint: no file matches "/etc/nginx/conf.d/*.cfg"
}
#- conf.d/tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
`,
      good: `
http {
    include conf.d/*.conf;
}
#- conf.d/tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const include of unansweredIncludes(config)) {
      const { located, word, target } = include;
      if (!target.isPattern || !liesInConfiguration(include, config)) continue;
      ctx.report({
        file: located.file,
        span: word.span,
        message: `no file matches "${target.path}"`,
      });
    }
  },
};
