import { definingWord, familyOf } from "../config/definitions.ts";
import { isPutTogether } from "../config/levels.ts";
import { readingRows } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { compileText } from "../knowledge/values/script.ts";
import { isCompiledLate, variableTexts } from "../knowledge/values/variable-arguments.ts";
import { isFixed } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import { replaceWord } from "./edits.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { Rule, RuleContext, RuleFix } from "./rule.ts";

export const invalidVariable: Rule = {
  id: "invalid-variable",
  severity: "error",
  directives: undefined,
  docs: {
    summary:
      "A variable is written in a way that nginx can't read, or defined although nginx defines it",
    why: `
A variable is a \`$\` and letters, digits or \`_\`, the name in braces if need be: \`\${host}name\`. nginx refuses a \`$\`
without a name, also at the end of a value, and a brace that is not closed; a dollar sign can't be escaped. Directives
that define a variable want the \`$\` too, and refuse the name of a variable that a module defines
(\`the duplicate "uri" variable\`), but for a few such as \`$args\` and \`$limit_rate\`.`,
    references: [
      "https://nginx.org/en/docs/varindex.html",
      "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#set",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        set backend 127.0.0.1;
#           ~~~~~~~ error: invalid variable name "backend"
    }
}
`,
      good: `
http {
    server {
        set $backend 127.0.0.1;
    }
}
`,
    },
    {
      bad: `
http {
    server {
        return 302 https://\${host/login;
#                  ~~~~~~~~~~~~~~~~~~~~ error: the closing bracket in "host" variable is missing
    }
}
`,
      good: `
http {
    server {
        return 302 https://\${host}/login;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, block } = located;
    if (directive.name.text === "map") {
      for (const entry of block?.entries ?? []) checkEntry(entry, ctx);
    }
    const word = definingWord(located);
    if (!word && !directive.args.some((it) => it.text.includes("$"))) return;
    const [row] = readingRows(located, ctx.config);
    if (!row) return;
    if (word) checkDefinition(located, word, ctx);
    if (isCompiledLate(row) && !isPutTogether(located.scope, ctx.config)) return;
    const words = directive.args;
    const texts = variableTexts(
      row,
      words.map((it) => it.text),
    );
    for (const { argument, fault } of texts) {
      const wrong = words[argument];
      if (fault && wrong) report(located, wrong, fault.message, ctx);
    }
  },
};

function checkEntry(entry: Located, ctx: RuleContext): void {
  const [word, more] = entry.directive.args;
  if (!word || more || entry.directive.name.text === "include") return;
  const { fault } = compileText(word.text);
  if (fault) report(entry, word, fault.message, ctx);
}

function checkDefinition(located: Located, word: Word, ctx: RuleContext): void {
  const family = familyOf(located.scope);
  const name = word.text.slice(1);
  if (!word.text.startsWith("$")) {
    report(located, word, `invalid variable name "${word.text}"`, ctx, insertDollar(located, word));
  } else if (name === "") {
    report(located, word, 'invalid variable name "$"', ctx);
  } else if (family && isFixed(name, family, ctx.config.settings.nginxVersion)) {
    report(located, word, `the duplicate "${name}" variable`, ctx);
  }
}

function insertDollar({ file }: Located, word: Word): readonly RuleFix[] {
  if (!/^\w+$/.test(word.raw)) return [];
  const edits = [replaceWord(file, word, `$${word.raw}`)];
  return [{ title: 'Insert "$"', safety: "safe", edits }];
}

function report(
  located: Located,
  word: Word,
  message: string,
  ctx: RuleContext,
  fixes: readonly RuleFix[] = [],
): void {
  if (hasPlaceholder(word.text)) return;
  ctx.report({ file: located.file, ...onNginxLine(located, word), message, fixes });
}
