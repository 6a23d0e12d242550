import { counted } from "../text.ts";
import { replaceSpan } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { isHsts } from "./shared/server.ts";

/** Half a year, as SSL Labs and CIS ask for; a value between that and a policy's own is let pass. */
const LEAST = 15_768_000;

export const hstsShort: Rule = {
  id: "hsts-short",
  severity: "hint",
  directives: ["add_header"],
  docs: {
    summary: "The HSTS header holds for less than half a year",
    why: `
A browser forgets the rule \`max-age\` seconds after the last visit; who comes back later starts in the clear again. Half
a year is the least that rating tools accept; Mozilla's guideline and the preload lists ask for two years. \`max-age=0\`,
which takes the rule back, is not reported, and nothing is with policy \`nginx-default\`.`,
    fixSafety:
      "Browsers keep to TLS for two years after a visit, and nothing takes that back at once.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
      "https://www.rfc-editor.org/rfc/rfc6797",
    ],
  },
  examples: [
    {
      bad: `
http {
    add_header Strict-Transport-Security "max-age=86400" always;
#                                                 ~~~~~ hint: browsers forget this after 1 day; policy mozilla-intermediate 6.0 asks for 730 days
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
    const [, value] = located.directive.args;
    const { hstsSeconds, label } = ctx.policyAt(located.file);
    if (!value || hstsSeconds === undefined || !isHsts(located)) return;
    const match = /max-age=["\\]*(\d+)/i.exec(value.raw);
    const digits = match?.[1] ?? "";
    const seconds = Number(digits);
    if (!match || seconds === 0 || seconds >= LEAST) return;
    const start = value.span.start + match.index + match[0].length - digits.length;
    const span = { start, end: start + digits.length };
    ctx.report({
      file: located.file,
      span,
      message: `browsers forget this after ${daysOf(seconds)}; policy ${label} asks for ${daysOf(hstsSeconds)}`,
      fixes: [
        {
          title: `Use max-age=${hstsSeconds}`,
          safety: "unsafe",
          edits: [replaceSpan(located.file, span, String(hstsSeconds))],
        },
      ],
    });
  },
};

function daysOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return days === 0 ? counted(seconds, "second") : counted(days, "day");
}
