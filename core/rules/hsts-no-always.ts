import { appendArgument } from "./shared/edits.ts";
import { pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isHsts } from "./shared/server.ts";

export const hstsNoAlways: Rule = {
  id: "hsts-no-always",
  severity: "hint",
  directives: ["add_header"],
  docs: {
    summary: "The HSTS header is left out of error responses",
    why: `
Without \`always\` nginx adds a header to responses with code 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308 only. A
first visit that ends in an error page, or at a login with 401, leaves the browser without the rule.`,
    fixSafety: "Error responses carry the header too.",
    references: ["https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header"],
  },
  examples: [
    {
      bad: `
http {
    add_header Strict-Transport-Security "max-age=63072000";
#              ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: error responses are sent without this header: "always" is missing
}
`,
      good: `
http {
    add_header Strict-Transport-Security "max-age=63072000" always;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { args } = located.directive;
    if (!isHsts(located) || args.length !== 2) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: 'error responses are sent without this header: "always" is missing',
      fixes: [
        { title: 'Add "always"', safety: "unsafe", edits: [appendArgument(located, "always")] },
      ],
    });
  },
};
