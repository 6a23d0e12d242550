import { versionAtLeast } from "../settings.ts";
import type { Rule } from "./shared/rule.ts";

export const upstreamResolveNoZone: Rule = {
  id: "upstream-resolve-no-zone",
  severity: "error",
  directives: ["upstream"],
  docs: {
    summary: "Servers of an upstream are resolved at run time, but the upstream has no zone",
    why: `
With \`resolve\`, nginx follows the addresses of a name while it runs. They change for all worker processes at once, so
the group must be in shared memory: \`resolving names at run time requires upstream "app" … to be in shared memory\`. A
\`zone\` in the \`upstream\` puts it there.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve",
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#zone",
    ],
  },
  examples: [
    {
      bad: `
http {
    resolver 127.0.0.1;
    upstream app {
        server app.example.com:8080 resolve;
#                                   ~~~~~~~ error: resolving names at run time requires upstream "app" to be in shared memory
    }
}
`,
      good: `
http {
    resolver 127.0.0.1;
    upstream app {
        zone app 64k;
        server app.example.com:8080 resolve;
    }
}
`,
    },
  ],

  checkDirective({ directive, block, file }, ctx) {
    if (!block || !versionAtLeast(ctx.config.settings.nginxVersion, "1.27.3")) return;
    if (block.named("zone").length > 0 || block.hasUnreadInclude) return;
    const [name] = directive.args;
    for (const server of block.named("server")) {
      const word = server.directive.args.slice(1).find((it) => it.text === "resolve");
      if (!word || !name) continue;
      const message = `resolving names at run time requires upstream "${name.text}" to be in shared memory`;
      const related = [{ file, span: name.span, message: "the upstream has no zone" }];
      ctx.report({ file: server.file, span: word.span, message, related });
      return;
    }
  },
};
