import { enabledProtocols } from "../config/enabled-protocols.ts";
import { PROTOCOL_DIRECTIVES } from "../knowledge/protocols.ts";
import { hasUnknownProtocol } from "./shared/protocols.ts";
import type { Rule } from "./shared/rule.ts";

export const tls13Only: Rule = {
  id: "tls13-only",
  severity: "information",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "A protocol list allows TLS 1.3 alone",
    why: `
Peers that speak TLS 1.2 at most are refused, and the \`*_ciphers\` directive of the same place has no effect,
since it names suites of TLS 1.2 and older only. Mozilla's "modern" profile (Server Side TLS 6.0) is exactly
this: with \`nginxTls.policy\` set to \`mozilla-modern\`, and with \`cis\` and \`nginx-default\`, nothing is reported.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.3;
#                 ~~~~~~~ information: peers limited to TLSv1.2 can't connect; policy mozilla-intermediate 6.0 enables it
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
    const together = located.scope.named(located.directive.name.text);
    const [only, ...others] = enabledProtocols(together);
    const [word] = located.directive.args;
    const { tls13Suffices, label } = ctx.policyAt(located.file);
    if (tls13Suffices || hasUnknownProtocol(together)) return;
    if (together[0] !== located || only !== "TLSv1.3" || others.length > 0 || !word) return;
    ctx.report({
      file: located.file,
      span: word.span,
      message: `peers limited to TLSv1.2 can't connect; policy ${label} enables it`,
    });
  },
};
