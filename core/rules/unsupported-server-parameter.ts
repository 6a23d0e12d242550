import type { Located } from "../config/scope.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

/** Methods that know no backup servers. */
const WITHOUT_BACKUP: ReadonlySet<string> = new Set(["hash", "ip_hash", "random"]);
const METHODS: ReadonlySet<string> = new Set([...WITHOUT_BACKUP, "least_conn", "least_time"]);

export const unsupportedServerParameter: Rule = {
  id: "unsupported-server-parameter",
  severity: "error",
  directives: ["upstream"],
  docs: {
    summary: "A server is a backup, but the balancing method knows none",
    why: `
\`hash\`, \`ip_hash\` and \`random\` choose among all servers and can't hold one back. After such a method nginx refuses
\`backup\`: \`balancing method does not support parameter "backup"\`. Methods belong before the servers.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server"],
  },
  examples: [
    {
      bad: `
http {
    upstream app {
        ip_hash;
        server 127.0.0.1:8080;
        server 127.0.0.1:8081 backup;
#                             ~~~~~~ error: balancing method does not support parameter "backup"
    }
}
`,
      good: `
http {
    upstream app {
        least_conn;
        server 127.0.0.1:8080;
        server 127.0.0.1:8081 backup;
    }
}
`,
    },
  ],

  checkDirective({ block }, ctx) {
    let method: Located | undefined;
    for (const entry of block?.entries ?? []) {
      const { directive, file } = entry;
      if (METHODS.has(directive.name.text)) method = entry;
      if (directive.name.text !== "server" || !method || !directive.terminated) continue;
      const word = directive.args.slice(1).find((it) => it.text === "backup");
      const name = method.directive.name;
      if (!word || !WITHOUT_BACKUP.has(name.text)) continue;
      const { span, related } = onNginxLine(entry, word);
      const origin = { file: method.file, span: name.span, message: `"${name.text}" is set here` };
      const message = 'balancing method does not support parameter "backup"';
      ctx.report({ file, span, message, related: [...related, origin] });
    }
  },
};
