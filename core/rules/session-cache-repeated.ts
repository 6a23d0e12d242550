import { removeDirectives } from "./edits.ts";
import { docsAt } from "./identity.ts";
import type { Rule } from "./rule.ts";
import { placeOf } from "./upstream.ts";

export const sessionCacheRepeated: Rule = {
  id: "session-cache-repeated",
  severity: "warning",
  directives: ["ssl_session_cache"],
  docs: {
    summary: "A block sets the session cache twice, and nginx joins both",
    why: `
Most directives may stand only once in a block; of this one nginx takes several
(\`ngx_http_ssl_session_cache\`). Each line sets what it names and leaves the rest: of two shared zones the last counts, but \`off\` or \`none\` in one line stays in force beside a
shared zone in another, so that nothing is cached.`,
    fixSafety: "What the deleted lines set no longer counts: sessions may be cached that were not.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache"],
  },
  examples: [
    {
      bad: `
http {
    ssl_session_cache off;
    ssl_session_cache shared:SSL:10m;
#   ~~~~~~~~~~~~~~~~~ warning: "off" of the "ssl_session_cache" before it stays in force
}
`,
      good: `
http {
    ssl_session_cache shared:SSL:10m;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const all = located.scope.named("ssl_session_cache");
    const earlier = all.slice(0, -1);
    if (all.at(-1) !== located || earlier.length === 0) return;
    const off = earlier.find(({ directive }) =>
      directive.args.some((it) => it.text === "off" || it.text === "none"),
    );
    const word = off?.directive.args.find((it) => it.text === "off" || it.text === "none")?.text;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message:
        word === undefined
          ? 'nginx joins this with the "ssl_session_cache" before it'
          : `"${word}" of the "ssl_session_cache" before it stays in force`,
      docs: docsAt(located),
      related: earlier.map((it) => placeOf(it, "set here too")),
      fixes: [
        {
          title: "Keep this line only",
          safety: "unsafe",
          edits: removeDirectives(earlier),
        },
      ],
    });
  },
};
