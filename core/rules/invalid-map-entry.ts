import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { entryJudge, totalPercent } from "../knowledge/values/entries.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const invalidMapEntry: Rule = {
  id: "invalid-map-entry",
  severity: "error",
  directives: ["map", "geo", "split_clients", "charset_map", "types"],
  docs: {
    summary:
      "A map, geo, split_clients, charset_map or types block has an entry that nginx does not take",
    why: `
These blocks hold entries, not directives. \`map\` wants a key and a value, each key once, in any case. \`geo\` wants
networks, or with \`ranges\`, which must come first, ranges of addresses. \`split_clients\` wants percentages that sum
up to 100 % at most, \`charset_map\` two hexadecimal numbers. Only \`map\`, \`geo\` and \`types\` know \`include\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_map_module.html#map",
      "https://nginx.org/en/docs/http/ngx_http_geo_module.html#geo",
      "https://nginx.org/en/docs/http/ngx_http_split_clients_module.html#split_clients",
      "https://nginx.org/en/docs/http/ngx_http_charset_module.html#charset_map",
    ],
  },
  examples: [
    {
      bad: `
http {
    map $uri $new {
        /old /new;
        /OLD /newer;
#       ~~~~ error: conflicting parameter "/old"
        /a   /b    /c;
#       ~~ error: invalid number of the map parameters
    }
    geo $internal {
        10.0.0.0/33 1;
#       ~~~~~~~~~~~ error: invalid network "10.0.0.0/33"
    }
}
`,
      good: `
http {
    map $uri $new {
        /old /new;
        /a   /b;
    }
    geo $internal {
        10.0.0.0/8 1;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, block, scope } = located;
    const family = scope.isIn("stream") ? "stream" : "http";
    const known = scope.isIn("stream") || scope.isIn("http");
    const head = directive.args.map((it) => it.text);
    const version = ctx.config.settings.nginxVersion;
    const judge = entryJudge(directive.name.text, { family, version, head });
    if (!block || !known || !judge) return;
    for (const entry of block.entries) checkEntry(entry, judge, ctx);
    if (directive.name.text === "split_clients") checkTotal(located, ctx);
  },
};

function checkEntry(
  entry: Located,
  judge: NonNullable<ReturnType<typeof entryJudge>>,
  ctx: RuleContext,
): void {
  const { directive, file } = entry;
  const all = [directive.name, ...directive.args];
  if (!directive.terminated || directive.block || all.some((it) => hasPlaceholder(it.text))) return;
  const fault = judge(all.map((it) => it.text));
  const word = fault && (all[fault.argument] ?? directive.name);
  if (word) ctx.report({ file, ...onNginxLine(entry, word), message: fault.message });
}

/** nginx adds up at the end of the block. */
function checkTotal({ directive, block, file }: Located, ctx: RuleContext): void {
  const parts = (block?.entries ?? []).map((it) => it.directive.name.text);
  const body = directive.block;
  if (!body?.closed || parts.some(hasPlaceholder) || totalPercent(parts) <= 10_000) return;
  const { start, end } = { start: body.span.end - 1, end: body.span.end };
  ctx.report({
    file,
    span: { start, end },
    message: "percent total is greater than 100%",
    related: [{ file, span: directive.name.span, message: "the block starts here" }],
  });
}
