import type { Rule } from "./shared/rule.ts";
import { syntaxHook } from "./shared/syntax.ts";

export const blockNotOpened: Rule = {
  id: "block-not-opened",
  severity: "error",
  docs: {
    summary: "The opening brace of a block is missing",
    why: `
A block directive that ends with \`;\` is refused: \`directive "server" has no opening "{"\`. Mostly the brace was
forgotten and the words of the next line became arguments.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      broken: true,
      bad: `
http {
    server
        listen 80;
#       ~~~~~~ error: directive "server" has no opening "{"
    }
}
`,
      good: `
http {
    server {
        listen 80;
    }
}
`,
    },
  ],

  checkFile: syntaxHook("block-not-opened", {
    kind: "no-block",
    message: (name) => `directive "${name}" has no opening "{"`,
  }),
};
