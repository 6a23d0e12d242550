import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const byteOrderMark: Rule = {
  id: "byte-order-mark",
  severity: "error",
  docs: {
    summary: "The file begins with a byte order mark",
    why: `
nginx has no notion of encodings: the three bytes of a UTF-8 byte order mark become part of the first word, which is
then unknown. Terminals do not show it. Save the file as UTF-8 without BOM.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
\uFEFFhttp {
# error: unknown directive "\\xEF\\xBB\\xBFhttp"
}
`,
      good: `
http {
}
`,
    },
  ],

  checkFile: syntaxHook("byte-order-mark"),
};
