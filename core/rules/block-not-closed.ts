import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const blockNotClosed: Rule = {
  id: "block-not-closed",
  severity: "error",
  docs: {
    summary: "The closing brace of a block is missing",
    why: `
nginx notices a missing \`}\` late: at the next block that is not allowed inside the open one
(\`"server" directive is not allowed here\`), or at the end of the file. Where the indentation shows which block was
left open, the finding stands at that block's name, and the place where nginx notices is related. NGINX's guide on
securing upstream traffic lacks such a brace in its complete example.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    server {
#   ~~~~~~ error: "server" block opened here is not closed before line 5
        listen 80;

    server {
        listen 81;
    }
}
`,
      good: `
http {
    server {
        listen 80;
    }

    server {
        listen 81;
    }
}
`,
    },
  ],

  checkFile: syntaxHook("block-not-closed"),
};
