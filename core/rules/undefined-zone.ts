import { isSeenWhole } from "../config/completeness.ts";
import { type ZoneMention, zoneMentions } from "../config/zones.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Rule } from "./shared/rule.ts";

export const undefinedZone: Rule = {
  id: "undefined-zone",
  severity: "error",
  docs: {
    summary: "A zone of shared memory is used that nothing declares",
    why: `
\`limit_req\`, \`limit_conn\`, \`proxy_cache\` and their like name a zone that \`limit_req_zone\`, \`limit_conn_zone\` or
\`proxy_cache_path\` declares with its size, anywhere in \`http\`. After it has read everything, nginx refuses a zone
without one: \`zero size shared memory zone "one"\`, or \`"proxy_cache" zone "one" is unknown\`, with no line or that of
the end of \`http\`. Names are case-sensitive.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html#limit_req_zone",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_path",
    ],
  },
  examples: [
    {
      bad: `
events {}
http {
    limit_req_zone $binary_remote_addr zone=login:10m rate=5r/s;
    server {
        limit_req zone=logins;
#                 ~~~~~~~~~~~ error: zero size shared memory zone "logins"
    }
}
`,
      good: `
events {}
http {
    limit_req_zone $binary_remote_addr zone=login:10m rate=5r/s;
    server {
        limit_req zone=login;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    if (!isSeenWhole(config)) return;
    const mentions = [...zoneMentions(config.root)];
    const sized = new Set(mentions.filter((it) => it.size > 0).map((it) => it.name));
    for (const mention of mentions) {
      if (sized.has(mention.name) || hasPlaceholder(mention.word.text)) continue;
      const { file } = mention.located;
      ctx.report({ file, span: mention.word.span, message: messageOf(mention) });
    }
  },
};

function messageOf({ name, owner, located }: ZoneMention): string {
  return owner.endsWith("_cache")
    ? `"${located.directive.name.text}" zone "${name}" is unknown`
    : `zero size shared memory zone "${name}"`;
}
