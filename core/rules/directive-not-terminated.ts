import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const directiveNotTerminated: Rule = {
  id: "directive-not-terminated",
  severity: "error",
  docs: {
    summary: "The semicolon of a directive is missing",
    why: `
Without its \`;\` a directive goes on to the next line, and the words there become its arguments. nginx notices only
where that can't be: at a \`}\`, at a \`{\`, or by the number of arguments. The finding stands where nginx notices; the
fix goes where the \`;\` belongs. A line that nginx can read as more arguments (\`server_name a\` and then
\`root /x;\`) is valid and not reported.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    root /var/www
    index index.html;
#   ~~~~~ error: invalid number of arguments in "root" directive: ";" is missing
}
`,
      good: `
http {
    root /var/www;
    index index.html;
}
`,
    },
  ],

  checkFile: syntaxHook("directive-not-terminated", {
    kind: "not-a-block",
    message: (name) => `directive "${name}" is not terminated by ";"`,
  }),
};
