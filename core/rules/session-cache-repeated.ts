import type { Located } from "../config/scope.ts";
import { removeDirectives, removeWord } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const sessionCacheRepeated: Rule = {
  id: "session-cache-repeated",
  severity: "warning",
  directives: ["ssl_session_cache"],
  docs: {
    summary: "A block sets the session cache twice, and nginx joins both",
    why: `
Most directives may stand only once in a block; of this one nginx takes several
(\`ngx_http_ssl_session_cache\`). Each line sets what it names and leaves the rest: of two shared zones the last counts, but \`off\` or \`none\` in one line stays in force beside a
shared zone in another, so that nothing is cached. The last of two shared zones counts in one line as well.`,
    fixSafety:
      "What the deleted lines set no longer counts: sessions may be cached that were not. A second shared cache in one line has no use.",
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
    reportShared(located, ctx);
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

/** Two shared zones in one line: nginx makes both and uses the last. */
function reportShared({ file, directive, ...located }: Located, ctx: RuleContext): void {
  const shared = directive.args.filter((it) => it.text.startsWith("shared:"));
  const last = shared.pop();
  const [first] = shared;
  if (!first || !last) return;
  ctx.report({
    file,
    span: first.span,
    message: `nginx caches no session here: only the last shared cache counts, "${last.text}"`,
    docs: docsAt({ file, directive, ...located }),
    fixes: [
      {
        title: `Keep "${last.text}" only`,
        safety: "safe",
        edits: shared.map((it) => removeWord(file, directive, it)),
      },
    ],
  });
}
