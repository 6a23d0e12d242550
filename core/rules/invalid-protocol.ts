import { acceptedProtocols, PROTOCOL_DIRECTIVES } from "../knowledge/protocols.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { replaceWord } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";

export const invalidProtocol: Rule = {
  id: "invalid-protocol",
  severity: "error",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "A protocol list has a name that nginx does not know",
    why: `
nginx takes \`SSLv2\`, \`SSLv3\`, \`TLSv1\`, \`TLSv1.1\`, \`TLSv1.2\` and \`TLSv1.3\`, in any case, and refuses everything
else: \`invalid value "TLSv1.0"\`. TLS 1.0 is written \`TLSv1\`.`,
    fixSafety: "The replacement is what the name most likely means.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_protocols",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLS1.2 TLSv1.3;
#                 ~~~~~~ error: invalid value "TLS1.2"
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
    const accepted = acceptedProtocols(directive.name.text);
    const lowerCase = new Set(accepted.map((it) => it.toLowerCase()));
    for (const word of directive.args) {
      if (lowerCase.has(word.text.toLowerCase()) || /[${]/.test(word.text)) continue;
      const suggestion = suggestWord(word.text, accepted);
      ctx.report({
        file,
        span: word.span,
        message: `invalid value "${word.text}"`,
        fixes: suggestion
          ? [
              {
                title: `Replace with "${suggestion}"`,
                safety: "unsafe",
                edits: [replaceWord(file, word, suggestion)],
              },
            ]
          : [],
      });
    }
  },
};
