import { enabledProtocols } from "../config/enabled-protocols.ts";
import { hasUnknownProtocol, protocolGap } from "./shared/protocols.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsProtocolsGap: Rule = {
  id: "tls-protocols-gap",
  severity: "information",
  directives: ["ssl_protocols"],
  docs: {
    summary: "A server's protocol list leaves out a version in the middle",
    why: `
A server honours every version that is listed, so this works; but a client that is limited to the version in
the middle falls back to an older one or fails. On the upstream side a gap is an error of its own:
see \`upstream-tls-protocols-gap\`.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols"],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.1 TLSv1.3;
#   ~~~~~~~~~~~~~ information: TLSv1.2 is left out between versions that are enabled
}
`,
      good: `
http {
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const together = located.scope.named("ssl_protocols");
    const gap = protocolGap(enabledProtocols(together));
    if (gap === undefined || together.at(-1) !== located) return;
    if (hasUnknownProtocol(together)) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `${gap} is left out between versions that are enabled`,
    });
  },
};
