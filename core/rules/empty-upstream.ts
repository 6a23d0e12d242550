import { knowsPlus, usesPlus } from "../config/platform.ts";
import type { Located, Scope } from "../config/scope.ts";
import { isOwn, lookUp } from "../knowledge/directives.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const emptyUpstream: Rule = {
  id: "empty-upstream",
  severity: "error",
  docs: {
    summary: "An upstream block has no server",
    why: `
nginx refuses an \`upstream\` without a \`server\`: \`no servers are inside upstream\`, and one whose servers are all
\`backup\`: \`no servers in upstream "app"\`. NGINX Plus takes one that has a
\`zone\`, to be filled through its API or from a \`state\` file; where a configuration uses such directives the finding is
information only.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server",
      "https://nginx.org/en/docs/stream/ngx_stream_upstream_module.html#server",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream app {
        zone app 64k;
    }
#   ~ error: no servers are inside upstream
}
`,
      good: `
http {
    upstream app {
        zone app 64k;
        server 127.0.0.1:8080;
    }
}
`,
    },
  ],

  directives: ["upstream"],

  checkDirective(located, ctx) {
    const { file, directive, block: scope } = located;
    const { block } = directive;
    if (!scope || !PLACES.has(scope.place) || !block?.closed) return;
    if (scope.hasUnreadInclude || isForeign(scope)) return;
    if (scope.named("server").length > 0) {
      if (hasOnlyBackups(scope)) reportBackups(located, ctx);
      return;
    }
    const { platform } = ctx.config.settings;
    const mayBeFilled = scope.named("zone").length > 0 && platform !== "nginx-core";
    if (mayBeFilled && knowsPlus(platform)) return;
    const isPlus = mayBeFilled && usesPlus(ctx.config);
    ctx.report({
      file,
      span: { start: block.span.end - 1, end: block.span.end },
      message: "no servers are inside upstream",
      related: [{ file, span: directive.name.span, message: "the upstream starts here" }],
      ...(isPlus && { severity: "information" }),
    });
  },
};

const PLACES: ReadonlySet<string> = new Set(["http/upstream", "stream/upstream"]);

function hasOnlyBackups(scope: Scope): boolean {
  const method = ["hash", "random", "ip_hash"].some((it) => scope.named(it).length > 0);
  const isBackup = ({ directive }: Located) => directive.args.some((it) => it.text === "backup");
  return !method && scope.named("server").every(isBackup);
}

function reportBackups(opener: Located, ctx: RuleContext): void {
  const { directive, file } = opener;
  const [word = directive.name] = directive.args;
  const message = `no servers in upstream "${word.text}"`;
  ctx.report({ file, ...onNginxLine(opener, word), message });
}

/** Directives of other modules may bring servers. */
function isForeign(scope: Scope): boolean {
  return scope.entries.some(({ directive }) => {
    const rows = lookUp(directive.name.text).filter((it) => it.places.includes(scope.place));
    return !rows.some(isOwn) && rows[0]?.origin !== "plus";
  });
}
