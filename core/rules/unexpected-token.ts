import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const unexpectedToken: Rule = {
  id: "unexpected-token",
  severity: "error",
  docs: {
    summary: "A character stands where nginx does not accept it",
    why: `
nginx's reader stops at a \`}\` that closes nothing, a \`;\` without a directive before it, a \`{\` without a name, and
at any character but white space, \`;\`, \`{\` or \`)\` right behind a closing quote: \`unexpected "…"\`
(\`ngx_conf_read_token\`).`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    server_tokens off;;
#                     ~ error: unexpected ";"
}
`,
      good: `
http {
    server_tokens off;
}
`,
    },
  ],

  checkFile: syntaxHook("unexpected-token"),
};
