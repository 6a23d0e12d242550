import type { Rule } from "./rule.ts";
import { syntaxHook } from "./syntax.ts";

export const blockNotClosed: Rule = {
  id: "block-not-closed",
  severity: "error",
  docs: {
    summary: "The closing brace of a block is missing",
    why: `
nginx notices a missing \`}\` late: at the next block that is not allowed inside the open one
(\`"server" directive is not allowed here\`), or at the end of the file. The finding stands where nginx notices; where the
indentation shows which block was left open, it names that block, and the fix closes it. NGINX's guide on securing upstream traffic lacks such a brace in its
complete example.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    server {
        listen 80;

    server {
#   ~~~~~~ error: "server" directive is not allowed here: "server" of line 2 is not closed
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
