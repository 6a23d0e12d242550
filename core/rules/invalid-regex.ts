import type { BlockKind } from "../config/block-kind.ts";
import { remembered } from "../config/memory.ts";
import { rowsFor } from "../config/rows.ts";
import type { Statement } from "../config/statement.ts";
import { topic } from "../config/topics.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { patternOfKey, patternsOf } from "../knowledge/values/patterns.ts";
import { regexFault } from "../knowledge/values/regex.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const invalidRegex: Rule = {
  id: "invalid-regex",
  severity: "error",
  directives: topic((statement, block) => readFaults(statement, block).length > 0),
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
    const { directive, file } = located;
    for (const { argument, message } of faultsOf(located)) {
      const word = argument < 0 ? directive.name : directive.args[argument];
      if (word) ctx.report({ file, ...onNginxLine(located, word), message });
    }
  },
};

interface Fault {
  /** -1 for the key of a map's entry. */
  readonly argument: number;
  readonly message: string;
}

const faultsOf = remembered(readFaults);

function readFaults(statement: Statement, block: BlockKind): readonly Fault[] {
  const { name, args } = statement;
  if (block.name === "map") {
    const pattern = patternOfKey(name);
    return pattern !== undefined && args.length === 1 ? faultIn(-1, name, pattern) : [];
  }
  if (rowsFor(statement, block).length === 0) return [];
  return patternsOf(name, args).flatMap((it) =>
    faultIn(it.argument, args[it.argument] ?? "", it.text),
  );
}

function faultIn(argument: number, word: string, pattern: string): readonly Fault[] {
  const message = hasPlaceholder(word) ? undefined : regexFault(pattern);
  return message === undefined ? [] : [{ argument, message }];
}
