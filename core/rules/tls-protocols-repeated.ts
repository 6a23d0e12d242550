import { enabledProtocols } from "../config/enabled-protocols.ts";
import { PROTOCOL_DIRECTIVES } from "../knowledge/protocols.ts";
import { removeDirectives, replaceArguments } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const tlsProtocolsRepeated: Rule = {
  id: "tls-protocols-repeated",
  severity: "warning",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "A protocol list stands twice in one block and adds up",
    why: `
nginx ORs repeated protocol lists of one block into one set (\`ngx_conf_set_bitmask_slot\`) without a word.
A second \`ssl_protocols TLSv1.3;\` therefore adds TLS 1.3; it does not replace what the first line allows.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols"],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.2;
    ssl_protocols TLSv1.3;
#   ~~~~~~~~~~~~~ warning: "ssl_protocols" adds to the one above: TLSv1.2 TLSv1.3 are enabled together
}
`,
      good: `
http {
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const name = located.directive.name.text;
    const together = located.scope.named(name);
    const [first, ...others] = together;
    if (!first || first === located) return;
    const union = [...enabledProtocols(together)].sort().join(" ");
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `"${name}" adds to the one above: ${union} are enabled together`,
      related: [placeOf(first, `"${name}" stands here first`)],
      fixes: [
        {
          title: "Merge the lists into one",
          safety: "safe",
          edits: [replaceArguments(first, union), ...removeDirectives(others)],
        },
      ],
    });
  },
};
