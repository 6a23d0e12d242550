import { serversWith } from "../config/listeners.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

export const staplingOffOptions: Rule = {
  id: "stapling-off-options",
  severity: "hint",
  directives: ["ssl_stapling_verify", "ssl_stapling_file", "ssl_stapling_responder"],
  docs: {
    summary: "An option of stapling is set, but stapling is off",
    why: `
Only \`ssl_stapling on\` switches stapling on. Its options alone do nothing, and a file that they name is not even opened.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_stapling_verify on;
#       ~~~~~~~~~~~~~~~~~~~ hint: "ssl_stapling_verify" has no effect: "ssl_stapling" is off
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

  checkDirective(located, ctx) {
    const { name, args } = located.directive;
    const servers = serversWith(located, ctx.config);
    if (servers.length === 0 || args[0]?.text.toLowerCase() === "off") return;
    if (servers.some((it) => isStapled(it) || it.absence !== "certain")) return;
    ctx.report({
      file: located.file,
      span: name.span,
      message: `"${name.text}" has no effect: "ssl_stapling" is off`,
      tags: ["unnecessary"],
      docs: docsAt(located),
      fixes: [{ title: "Delete the directive", safety: "safe", edits: [removeDirective(located)] }],
    });
  },
};
