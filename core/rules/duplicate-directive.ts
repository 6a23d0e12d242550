import { docUrl } from "../knowledge/directives.ts";
import { removeDirective } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";
import { type FaultOf, faultsOf } from "./shared/structure.ts";

export const duplicateDirective: Rule = {
  id: "duplicate-directive",
  severity: "error",
  docs: {
    summary: "A directive stands twice in one block",
    why: `
A directive with a single value may stand once in a block: \`"root" directive is duplicate\`. That holds across
\`include\`: a file that is included puts its directives into the enclosing block. Blocks of their own are \`if\`,
\`limit_except\` and nested locations; there the directive may stand again, and overrides. Directives that make lists
(\`add_header\`, \`allow\`, \`ssl_certificate\`) may be repeated.`,
    references: [
      "https://nginx.org/en/docs/beginners_guide.html#conf_structure",
      "https://nginx.org/en/docs/dirindex.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        server_tokens off;
        root /var/www;
        server_tokens off;
#       ~~~~~~~~~~~~~ error: "server_tokens" directive is duplicate
    }
}
`,
      good: `
http {
    server {
        server_tokens off;
        root /var/www;
    }
}
`,
    },
  ],

  checkConfig(_config, ctx) {
    for (const fault of faultsOf(ctx, "duplicate")) {
      const { located, earlier } = fault;
      const { name } = located.directive;
      const first = earlier.directive.name;
      const { span, related } = onNginxLine(located, name);
      ctx.report({
        file: located.file,
        span,
        message:
          first.text === name.text
            ? `"${name.text}" directive is duplicate`
            : `"${name.text}" directive is duplicate, "${first.text}" directive was specified earlier`,
        docs: docUrl(name.text, located.scope.place),
        related: [
          ...related,
          { file: earlier.file, span: first.span, message: `the first "${first.text}" is here` },
        ],
        fixes: saysTheSame(fault)
          ? [{ title: "Remove the repetition", safety: "safe", edits: [removeDirective(located)] }]
          : [],
      });
    }
  },
};

/** True if removing the second changes nothing: same words, in the same file, and no block. */
function saysTheSame({ located, earlier }: FaultOf<"duplicate">): boolean {
  if (located.file !== earlier.file || located.directive === earlier.directive) return false;
  if (located.block || earlier.block) return false;
  const [a, b] = [located, earlier].map(({ directive }) =>
    [directive.name, ...directive.args].map((it) => it.text).join("\n"),
  );
  return a === b;
}
