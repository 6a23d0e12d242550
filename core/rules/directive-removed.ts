import { successorOf } from "../knowledge/successors.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { Rule } from "./rule.ts";
import { faultsOf, severityByVersion } from "./structure.ts";

export const directiveRemoved: Rule = {
  id: "directive-removed",
  severity: "error",
  docs: {
    summary: "A directive was removed from nginx before the configured version",
    why: `
nginx warns of an obsolete directive for years and then forgets it: \`unknown directive "ssl"\` since 1.25.1. Which
version counts is the setting \`nginxTls.nginxVersion\`. As long as it has its default, the finding is a warning
only.`,
    references: ["https://nginx.org/en/CHANGES"],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    server {
        listen 443;
        ssl on;
#       ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
    }
}
`,
    },
  ],

  checkConfig({ settings }, ctx) {
    for (const { located, until } of faultsOf(ctx, "unknown")) {
      if (until === undefined) continue;
      const { name } = located.directive;
      const successor = successorOf(name.text);
      const instead = successor === undefined ? "" : `, use "${successor}"`;
      ctx.report({
        file: located.file,
        ...onNginxLine(located, name),
        message: `unknown directive "${name.text}" since nginx ${until}${instead}`,
        severity: severityByVersion(settings),
        tags: ["deprecated"],
      });
    }
  },
};
