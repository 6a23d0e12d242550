import { removeWord, replaceWord } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const sessionCacheBuiltin: Rule = {
  id: "session-cache-builtin",
  severity: "hint",
  directives: ["ssl_session_cache"],
  docs: {
    summary: "The session cache of OpenSSL is used, which each worker process has on its own",
    why: `
A client that comes back to another worker process starts anew, and the cache can fragment memory (nginx's
documentation). A shared zone alone serves all workers, and lets nginx renew ticket keys by itself since 1.23.2.`,
    fixSafety: "Sessions are kept in shared memory only.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache"],
  },
  examples: [
    {
      bad: `
http {
    ssl_session_cache builtin:1000 shared:SSL:10m;
#                     ~~~~~~~~~~~~ hint: each worker process has a session cache of its own
}
`,
      good: `
http {
    ssl_session_cache shared:SSL:10m;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file } = located;
    const word = directive.args.find((it) => /^builtin(:|$)/.test(it.text));
    if (!word) return;
    const isOnly = directive.args.length === 1;
    ctx.report({
      file,
      span: word.span,
      message: "each worker process has a session cache of its own",
      docs: docsAt(located),
      fixes: [
        {
          title: "Use a shared cache only",
          safety: "unsafe",
          edits: [
            isOnly ? replaceWord(file, word, "shared:SSL:10m") : removeWord(file, directive, word),
          ],
        },
      ],
    });
  },
};
