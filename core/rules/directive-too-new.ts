import { docUrl } from "../knowledge/directives.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";
import { faultsOf, nginxOf, severityByVersion } from "./shared/structure.ts";

export const directiveTooNew: Rule = {
  id: "directive-too-new",
  severity: "error",
  docs: {
    summary: "A directive came with a later nginx version than the configured one",
    why: `
An nginx that is older than a directive stops at it: \`unknown directive "http2"\`. Which version counts is the setting
\`nginxTls.nginxVersion\`. As long as it has its default, the finding is a warning only. Directives of njs come with
njs: for them the oldest nginx counts that packages of their njs were made for. Whoever builds a newer njs for an older nginx
switches the rule off.`,
    references: [
      "https://nginx.org/en/CHANGES",
      "https://nginx.org/en/docs/http/ngx_http_v2_module.html#http2",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.22.1" },
      bad: `
http {
    server {
        listen 443 ssl;
        http2 on;
#       ~~~~~ error: unknown directive "http2" in nginx 1.22.1, it came with 1.25.1
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl http2;
    }
}
`,
    },
  ],

  checkConfig({ settings }, ctx) {
    for (const { located, since } of faultsOf(ctx, "unknown")) {
      if (since === undefined) continue;
      const { name } = located.directive;
      ctx.report({
        file: located.file,
        ...onNginxLine(located, name),
        message: `unknown directive "${name.text}" in ${nginxOf(name.text, settings.nginxVersion)}, it came with ${since}`,
        severity: severityByVersion(settings),
        docs: docUrl(name.text, located.scope.place),
      });
    }
  },
};
