import { isSeenWhole } from "../config/completeness.ts";
import type { Config } from "../config/config.ts";
import { familyOf, variableDefinitions } from "../config/definitions.ts";
import { isPutTogether } from "../config/levels.ts";
import { readingRows } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { compileText, type VariableUse } from "../knowledge/values/script.ts";
import { isCompiledLate, variableTexts } from "../knowledge/values/variable-arguments.ts";
import { isBuiltIn, type VariableFamily, variableNames } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
import { replaceSpan } from "./edits.ts";
import type { Rule, RuleFix } from "./rule.ts";

export const undefinedVariable: Rule = {
  id: "undefined-variable",
  severity: "error",
  docs: {
    summary: "A variable is used that nothing defines",
    why: `
After it has read everything, nginx refuses a configuration with a variable that no module, \`set\`, \`map\`, \`geo\`,
\`split_clients\`, \`auth_request_set\`, \`js_set\`, \`js_var\`, \`perl_set\` or named capture defines:
\`unknown "nosuch" variable\`, without a line. Case does not count. Fragments, configurations with includes that can't be
read, and those with directives of other modules are not judged: the variable may come from there.`,
    fixSafety: "The replacement is what the name most likely means.",
    references: [
      "https://nginx.org/en/docs/varindex.html",
      "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#set",
    ],
  },
  examples: [
    {
      bad: `
events {}
http {
    server {
        location / {
            return 200 $request_methd;
#                      ~~~~~~~~~~~~~~ error: unknown "request_methd" variable
        }
    }
}
`,
      good: `
events {}
http {
    server {
        location / {
            return 200 $request_method;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    if (!isSeenWhole(config)) return;
    for (const family of ["http", "stream"] as const) {
      const own = new Set<string>();
      for (const { name } of variableDefinitions(config.root, family)) own.add(name.toLowerCase());
      for (const { located, word, start, use } of usesIn(config, family)) {
        if (own.has(use.name.toLowerCase()) || isBuiltIn(use.name, family)) continue;
        const span = spanOf(word, start, use);
        const names = [...own, ...variableNames(family)];
        ctx.report({
          file: located.file,
          span,
          message: `unknown "${use.name}" variable`,
          fixes: mend(located, span, use, names),
        });
      }
    }
  },
};

interface Use {
  readonly located: Located;
  readonly word: Word;
  /** Where the compiled text begins in the word. */
  readonly start: number;
  readonly use: VariableUse;
}

function* usesIn(config: Config, family: VariableFamily): Generator<Use> {
  for (const scope of config.root.inward()) {
    if (familyOf(scope) === family) {
      for (const located of scope.entries) yield* usesOf(located, config);
    } else if (isMapOf(family, scope.opener)) {
      for (const entry of scope.entries) yield* usesOfEntry(entry);
    }
  }
}

function isMapOf(family: VariableFamily, opener: Located | undefined): boolean {
  return opener?.directive.name.text === "map" && familyOf(opener.scope) === family;
}

function* usesOf(located: Located, config: Config): Generator<Use> {
  const [row] = readingRows(located, config);
  if (!row || (isCompiledLate(row) && !isPutTogether(located.scope, config))) return;
  const words = located.directive.args;
  if (row.name === "memcached_pass" && words[0]) {
    const use = { name: "memcached_key", start: 0, end: words[0].text.length };
    yield { located, word: words[0], start: 0, use };
  }
  for (const { argument, start, uses } of variableTexts(
    row,
    words.map((it) => it.text),
  )) {
    const word = words[argument];
    if (!word || hasPlaceholder(word.text)) continue;
    for (const use of uses) yield { located, word, start, use };
  }
}

/** The value of a map's entry. */
function* usesOfEntry(located: Located): Generator<Use> {
  const [word, more] = located.directive.args;
  if (!word || more || located.directive.name.text === "include") return;
  if (hasPlaceholder(word.text)) return;
  for (const use of compileText(word.text).uses) yield { located, word, start: 0, use };
}

/** The variable itself where the word has no escapes, else the word. */
function spanOf(word: Word, start: number, { start: from, end }: VariableUse): Span {
  const quote = word.quote.length;
  if (word.raw.slice(quote, word.raw.length - quote) !== word.text) return word.span;
  const offset = word.span.start + quote + start;
  return { start: offset + from, end: offset + end };
}

function mend(
  { file }: Located,
  span: Span,
  use: VariableUse,
  names: readonly string[],
): readonly RuleFix[] {
  const meant = suggestWord(use.name, names);
  const written = file.text.slice(span.start, span.end);
  if (meant === undefined || !/^\$(\w+|\{\w+\})$/.test(written)) return [];
  const newText = written.startsWith("${") ? `\${${meant}}` : `$${meant}`;
  const edits = [replaceSpan(file, span, newText)];
  return [{ title: `Replace with "${newText}"`, safety: "unsafe", edits }];
}
