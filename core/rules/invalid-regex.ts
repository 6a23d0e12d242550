import { readingRows } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { PATTERN_DIRECTIVES, patternOfKey, patternsOf } from "../knowledge/values/patterns.ts";
import { regexFault } from "../knowledge/values/regex.ts";
import type { Word } from "../syntax/tree.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const invalidRegex: Rule = {
  id: "invalid-regex",
  severity: "error",
  directives: ["map", ...PATTERN_DIRECTIVES],
  docs: {
    summary: "A regular expression is one that PCRE refuses",
    why: `
nginx compiles regular expressions while it reads, and stops at one with a parenthesis or bracket that is not closed,
or not opened, or a \`*\`, \`+\` or \`?\` with nothing before it to repeat (\`location ~ *.php\`). A pattern with \`{\`, \`}\`, \`;\`
or white space must stand in quotes, else nginx cuts it there. Only what is certain is reported.`,
    references: [
      "https://nginx.org/en/docs/http/server_names.html#regex_names",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#location",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location ~ ^/(img|css { root /srv/www; }
#                  ~~~~~~~~~~ error: pcre2_compile() failed: missing closing parenthesis in "^/(img|css"
    }
}
`,
      good: `
http {
    server {
        location ~ ^/(img|css) { root /srv/www; }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, block } = located;
    if (directive.name.text === "map" && block) {
      for (const entry of block.entries) checkEntry(entry, ctx);
      return;
    }
    if (readingRows(located, ctx.config).length === 0) return;
    const words = directive.args.map((it) => it.text);
    for (const { argument, text } of patternsOf(directive.name.text, words)) {
      const word = directive.args[argument];
      if (word) checkPattern(located, word, text, ctx);
    }
  },
};

function checkEntry(entry: Located, ctx: RuleContext): void {
  const { name, args } = entry.directive;
  const pattern = patternOfKey(name.text);
  if (pattern !== undefined && args.length === 1) checkPattern(entry, name, pattern, ctx);
}

function checkPattern(located: Located, word: Word, pattern: string, ctx: RuleContext): void {
  const message = hasPlaceholder(word.text) ? undefined : regexFault(pattern);
  if (message) ctx.report({ file: located.file, ...onNginxLine(located, word), message });
}
