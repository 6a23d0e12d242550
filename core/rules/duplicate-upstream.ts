import { hasPlaceholder } from "../knowledge/templates.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const duplicateUpstream: Rule = {
  id: "duplicate-upstream",
  severity: "error",
  docs: {
    summary: "Two upstream blocks have the same name",
    why: `
The name of an \`upstream\` must be unique in \`http\`, and in \`stream\`, whatever file it stands in:
\`duplicate upstream "app"\`. Case does not count. Often a file is included twice, or a backup copy of a file lies in a
folder that is included with \`*\`.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream"],
  },
  examples: [
    {
      bad: `
http {
    upstream app { server 127.0.0.1:8080; }
    upstream App { server 127.0.0.1:8081; }
#            ~~~ error: duplicate upstream "App"
}
`,
      good: `
http {
    upstream app { server 127.0.0.1:8080; }
    upstream app2 { server 127.0.0.1:8081; }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const seen = new Map<string, (typeof config.upstreams)[number]>();
    for (const upstream of config.upstreams) {
      const key = `${upstream.family} ${upstream.name.toLowerCase()}`;
      const first = seen.get(key);
      const { directive, file } = upstream.opener;
      const [word] = directive.args;
      if (!first) {
        seen.set(key, upstream);
      } else if (word && !hasPlaceholder(word.text)) {
        const { span, related } = onNginxLine(upstream.opener, word);
        const message = `the other "${first.name}" is here`;
        const other = first.opener.directive.args[0]?.span ?? first.opener.directive.name.span;
        ctx.report({
          file,
          span,
          message: `duplicate upstream "${upstream.name}"`,
          related: [...related, { file: first.opener.file, span: other, message }],
        });
      }
    }
  },
};
