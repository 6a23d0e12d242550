import { hasPlaceholder } from "../knowledge/templates.ts";
import { readCondition } from "../knowledge/values/condition.ts";
import { replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

export const invalidCondition: Rule = {
  id: "invalid-condition",
  severity: "error",
  directives: ["if"],
  docs: {
    summary: "The condition of an if has a form that nginx does not know",
    why: `
A condition is a variable alone, a variable with \`=\`, \`!=\`, \`~\`, \`~*\`, \`!~\` or \`!~*\` and a value, or a test of a file:
\`-f\`, \`-d\`, \`-e\`, \`-x\`, each also with \`!\`. It stands in parentheses. There is no \`==\`, no \`&&\` or \`||\`, no \`!\`
before a variable, and no \`else\`. An operator needs white space on both sides.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if"],
  },
  examples: [
    {
      bad: `
http {
    server {
        if ($request_method == POST) {
#                           ~~ error: unexpected "==" in condition
            return 405;
        }
    }
}
`,
      good: `
http {
    server {
        if ($request_method = POST) {
            return 405;
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, scope, file } = located;
    const { args } = directive;
    if (scope.place === "other" || !directive.block || args.length === 0) return;
    if (args.some((it) => hasPlaceholder(it.text))) return;
    const condition = readCondition(args.map((it) => it.text));
    if (condition.kind !== "fault") return;
    const word = args[condition.argument] ?? directive.name;
    const fixes: RuleFix[] =
      word.text === "==" && condition.message.startsWith("unexpected")
        ? [{ title: 'Replace with "="', safety: "safe", edits: [replaceWord(file, word, "=")] }]
        : [];
    ctx.report({ file, ...onNginxLine(located, word), message: condition.message, fixes });
  },
};
