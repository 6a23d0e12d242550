import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const stringNotClosed: Rule = {
  id: "string-not-closed",
  severity: "error",
  docs: {
    summary: "The closing quote of a string is missing",
    why: `
A quote opened at the start of a word ends at the next quote of the same kind, however many lines later. nginx
therefore notices at the end of the file, or right behind the next quote: \`unexpected "d"\`. A quote in the middle of a
word has no meaning.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    add_header X "abc;
    root /x;
}
#~ error: unexpected end of file, expecting ";" or "}"`,
      good: `
http {
    add_header X "abc";
    root /x;
}`,
    },
  ],

  checkFile: syntaxHook("string-not-closed"),
};
