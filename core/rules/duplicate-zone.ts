import { type ZoneMention, zoneMentions } from "../config/zones.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const duplicateZone: Rule = {
  id: "duplicate-zone",
  severity: "error",
  docs: {
    summary: "A zone of shared memory is declared twice, or for two uses",
    why: `
Names of zones are unique in the whole configuration, over all modules. nginx refuses a zone that two modules name
(\`the shared memory zone "one" is already declared for a different use\`), a second size, and a second
\`limit_req_zone\`, \`limit_conn_zone\` or \`proxy_cache_path\` of the same zone. Servers may share one \`ssl_session_cache\`
of the same size.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html#limit_req_zone",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache",
    ],
  },
  examples: [
    {
      bad: `
http {
    limit_req_zone $binary_remote_addr zone=one:10m rate=5r/s;
    limit_conn_zone $binary_remote_addr zone=one:10m;
#                                       ~~~~~~~~~~~~ error: the shared memory zone "one" is already declared for a different use
}
`,
      good: `
http {
    limit_req_zone $binary_remote_addr zone=one:10m rate=5r/s;
    limit_conn_zone $binary_remote_addr zone=two:10m;
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const seen = new Map<string, Zone>();
    for (const mention of zoneMentions(config.root)) {
      if (hasPlaceholder(mention.word.text)) continue;
      const zone = seen.get(mention.name);
      if (!zone) {
        seen.set(mention.name, { first: mention, sized: mention.size > 0 ? mention : undefined });
        continue;
      }
      const message = conflict(zone, mention);
      zone.sized ??= mention.size > 0 ? mention : undefined;
      if (message === undefined) continue;
      const { located, word } = mention;
      const { span, related } = onNginxLine(located, word);
      const first = zone.first.located.file;
      const origin = { file: first, span: zone.first.word.span, message: "the zone is named here" };
      ctx.report({ file: located.file, span, message, related: [...related, origin] });
    }
  },
};

interface Zone {
  readonly first: ZoneMention;
  /** The first mention with a size. */
  sized: ZoneMention | undefined;
}

function conflict({ first, sized }: Zone, { name, owner, size, ...it }: ZoneMention) {
  if (owner !== first.owner) {
    return `the shared memory zone "${name}" is already declared for a different use`;
  }
  if (!sized || size === 0) return undefined;
  if (size !== sized.size) {
    return `the size ${size} of shared memory zone "${name}" conflicts with already declared size ${sized.size}`;
  }
  if (!it.once) return undefined;
  if (owner.endsWith("_cache")) return `duplicate zone "${name}"`;
  const key = sized.located.directive.args[0]?.text ?? "";
  return `${it.located.directive.name.text} "${name}" is already bound to key "${key}"`;
}
