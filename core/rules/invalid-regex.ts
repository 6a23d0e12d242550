import { remembered } from "../config/memory.ts";
import { rowsFor } from "../config/rows.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { PATTERN_DIRECTIVES, patternOfKey, patternsOf } from "../knowledge/values/patterns.ts";
import { regexFault } from "../knowledge/values/regex.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { Rule } from "./rule.ts";

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
    const { directive, block, file } = located;
    if (directive.name.text === "map" && block) {
      for (const entry of block.entries) {
        const message = entryFault(entry);
        if (message === undefined) continue;
        ctx.report({ file: entry.file, ...onNginxLine(entry, entry.directive.name), message });
      }
      return;
    }
    for (const { argument, message } of faultsOf(located)) {
      const word = directive.args[argument];
      if (word) ctx.report({ file, ...onNginxLine(located, word), message });
    }
  },
};

interface Fault {
  readonly argument: number;
  readonly message: string;
}

const faultsOf = remembered((statement, block): readonly Fault[] => {
  if (rowsFor(statement, block).length === 0) return NONE;
  const patterns = patternsOf(statement.name, statement.args);
  return patterns.flatMap(({ argument, text }) => {
    const message = faultOf(statement.args[argument] ?? "", text);
    return message === undefined ? [] : [{ argument, message }];
  });
});

const NONE: readonly Fault[] = [];

const entryFault = remembered(({ name, args }): string | undefined => {
  const pattern = patternOfKey(name);
  return pattern !== undefined && args.length === 1 ? faultOf(name, pattern) : undefined;
});

function faultOf(word: string, pattern: string): string | undefined {
  return hasPlaceholder(word) ? undefined : regexFault(pattern);
}
