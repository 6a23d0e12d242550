import { PROTOCOL_DIRECTIVES, protocolNamed, RETIRED_PROTOCOLS } from "../knowledge/protocols.ts";
import type { Word } from "../syntax/tree.ts";
import { removeWord, replaceArguments } from "./edits.ts";
import type { Rule } from "./rule.ts";

export const weakProtocol: Rule = {
  id: "weak-protocol",
  severity: "warning",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "A retired SSL or TLS version is enabled",
    why: `
SSL 2.0 and 3.0 are prohibited by RFC 6176 and RFC 7568, TLS 1.0 and 1.1 by RFC 8996: their handshakes
are signed with MD5 and SHA-1, and SSL 3.0 falls to POODLE. With OpenSSL 3 at its default security level
the two old TLS versions do not work any more, and SSL is not compiled in, so naming them only misleads. nginx
accepts all these names in silence, hence a warning.`,
    fixSafety: "Peers that speak nothing newer than the removed versions can no longer connect.",
    references: [
      "https://www.rfc-editor.org/rfc/rfc8996",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_protocols",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
#                 ~~~~~~~ warning: "TLSv1.1" was retired by RFC 8996
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
    const { directive, file } = located;
    const retired = directive.args.filter((word) => rfcOf(word) !== undefined);
    if (retired.length === 0) return;
    const nothingElse = retired.length === directive.args.length;
    const fix = {
      title: `Disable ${retired.map((it) => it.text).join(" and ")}`,
      safety: "unsafe" as const,
      edits: nothingElse
        ? [replaceArguments(located, "TLSv1.2 TLSv1.3")]
        : retired.map((word) => removeWord(file, directive, word)),
    };
    for (const word of retired) {
      ctx.report({
        file,
        span: word.span,
        message: `"${word.text}" was retired by ${rfcOf(word)}`,
        fixes: [fix],
      });
    }
  },
};

function rfcOf(word: Word): string | undefined {
  const protocol = protocolNamed(word.text);
  return protocol && RETIRED_PROTOCOLS.get(protocol);
}
