import { serversWith } from "../config/listeners.ts";
import { replaceSpan } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

export const staplingResponderHttps: Rule = {
  id: "stapling-responder-https",
  severity: "warning",
  directives: ["ssl_stapling_responder"],
  docs: {
    summary: "The OCSP responder has an https address, which nginx can't ask",
    why: `
nginx speaks plain HTTP to responders, whose answers are signed. It warns at the start (\`"ssl_stapling" ignored, invalid
URL prefix in OCSP responder\`) and staples nothing.`,
    fixSafety: "nginx asks the responder over plain HTTP, if it answers there.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling_responder"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_stapling on;
        ssl_stapling_responder https://ocsp.example.com/;
#                              ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: nothing is stapled: nginx asks responders over plain HTTP only
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_stapling on;
        ssl_stapling_responder http://ocsp.example.com/;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const [url] = located.directive.args;
    if (!url || !/^https:\/\//i.test(url.text)) return;
    if (!serversWith(located, ctx.config).some(isStapled)) return;
    const start = url.span.start + url.quote.length;
    const span = { start, end: start + "https".length };
    ctx.report({
      file: located.file,
      span: url.span,
      message: "nothing is stapled: nginx asks responders over plain HTTP only",
      docs: docsAt(located),
      fixes: [
        {
          title: 'Use "http"',
          safety: "unsafe",
          edits: [replaceSpan(located.file, span, "http")],
        },
      ],
    });
  },
};
