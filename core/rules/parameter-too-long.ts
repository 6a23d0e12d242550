import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

const LONG = "a".repeat(4096);

export const parameterTooLong: Rule = {
  id: "parameter-too-long",
  severity: "error",
  docs: {
    summary: "A word, string or comment does not fit nginx's buffer",
    why: `
nginx reads configuration through a buffer of 4096 bytes (\`NGX_CONF_BUFFER\`), and one word, quoted string or
comment must fit: \`too long parameter "…" started\`. Inside quotes it is mostly the sign of a missing closing quote.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    root /${LONG};
#        ~ error: too long parameter "/aaaaaaaaa..." started
}
`,
      good: `
http {
    root /var/www;
}
`,
    },
  ],

  checkFile: syntaxHook("parameter-too-long"),
};
