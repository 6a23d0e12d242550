import type { Located } from "../config/scope.ts";
import { successorOf } from "../knowledge/successors.ts";
import type { Settings } from "../settings.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";
import { faultsOf, severityByVersion } from "./shared/structure.ts";
import { tookSsl } from "./ssl-directive-removed.ts";

export const directiveRemoved: Rule = {
  id: "directive-removed",
  severity: "error",
  docs: {
    summary: "A directive was removed from nginx before the configured version",
    why: `
nginx warns of an obsolete directive for years and then forgets it: \`unknown directive "limit_zone"\` since 1.7.6. Which
version counts is the setting \`nginxTls.nginxVersion\`. As long as it has its default, the finding is a warning
only.`,
    references: ["https://nginx.org/en/CHANGES"],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    limit_zone addresses $binary_remote_addr 10m;
#   ~~~~~~~~~~ error: unknown directive "limit_zone" since nginx 1.7.6, use "limit_conn_zone"
}
`,
      good: `
http {
    limit_conn_zone $binary_remote_addr zone=addresses:10m;
}
`,
    },
  ],

  checkConfig({ settings }, ctx) {
    for (const { located, until } of faultsOf(ctx, "unknown")) {
      if (until === undefined) continue;
      const { name } = located.directive;
      if (isSaidBetter(located, settings.rules)) continue;
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

/** `ssl-directive-removed` knows what to write instead. */
function isSaidBetter({ directive, scope }: Located, rules: Settings["rules"]): boolean {
  const isSsl = directive.name.text === "ssl" && tookSsl(scope.place);
  return isSsl && rules["ssl-directive-removed"] !== "off";
}
