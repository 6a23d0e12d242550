import type { BlockKind } from "../config/block-kind.ts";
import { isSeenWhole } from "../config/completeness.ts";
import type { Config } from "../config/config.ts";
import {
  familyOf,
  familyOfMap,
  familyOfPlace,
  variableDefinitions,
} from "../config/definitions.ts";
import { isPutTogether } from "../config/levels.ts";
import { remembered } from "../config/memory.ts";
import { rowsFor } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import type { Statement } from "../config/statement.ts";
import { topic } from "../config/topics.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { compileText, type VariableUse } from "../knowledge/values/script.ts";
import { isCompiledLate, variableTexts } from "../knowledge/values/variable-arguments.ts";
import { isBuiltIn, type VariableFamily, variableNames } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
import { replaceSpan } from "./shared/edits.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

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
    const own = { http: namesIn(config, "http"), stream: namesIn(config, "stream") };
    for (const located of config.root.about(SUSPICIOUS)) {
      const { scope } = located;
      const family = familyOf(scope) ?? familyOfMap(scope.kind);
      const found = suspectsIn(located);
      if (!family || !found || (found.isLate && !isPutTogether(scope, config))) continue;
      for (const suspect of found.suspects) {
        if (!own[family].has(suspect.use.name.toLowerCase())) {
          report(located, suspect, [...own[family], ...variableNames(family)], ctx);
        }
      }
    }
  },
};

function namesIn(config: Config, family: VariableFamily): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of variableDefinitions(config.root, family)) names.add(name.toLowerCase());
  return names;
}

/** A variable that no module defines. */
interface Suspect {
  readonly argument: number;
  /** Where the compiled text begins in the word. */
  readonly start: number;
  readonly use: VariableUse;
}

interface Suspects {
  readonly suspects: readonly Suspect[];
  /** True if nginx compiles the texts when it puts the levels together. */
  readonly isLate: boolean;
}

const SUSPICIOUS = topic((statement, block) => findSuspects(statement, block) !== undefined);
const suspectsIn = remembered(findSuspects);

function findSuspects(statement: Statement, block: BlockKind): Suspects | undefined {
  const family = familyOfPlace(block.place);
  const found = family ? readTexts(statement, block) : readEntry(statement);
  const of = family ?? familyOfMap(block);
  const suspects = found?.suspects.filter(({ use }) => !(of && isBuiltIn(use.name, of)));
  return found && suspects && suspects.length > 0 ? { ...found, suspects } : undefined;
}

function readTexts(statement: Statement, block: BlockKind): Suspects | undefined {
  const [row] = rowsFor(statement, block);
  if (!row) return undefined;
  const suspects: Suspect[] = [];
  const [first] = statement.args;
  if (row.name === "memcached_pass" && first !== undefined) {
    const use = { name: "memcached_key", start: 0, end: first.length };
    suspects.push({ argument: 0, start: 0, use });
  }
  for (const { argument, start, uses } of variableTexts(row, statement.args)) {
    if (hasPlaceholder(statement.args[argument] ?? "")) continue;
    for (const use of uses) suspects.push({ argument, start, use });
  }
  return { suspects, isLate: isCompiledLate(row) };
}

/** The value of a map's entry. */
function readEntry({ name, args }: Statement): Suspects | undefined {
  const [text, more] = args;
  if (text === undefined || more !== undefined || name === "include") return undefined;
  if (hasPlaceholder(text)) return undefined;
  const suspects = compileText(text).uses.map((use) => ({ argument: 0, start: 0, use }));
  return { suspects, isLate: false };
}

function report(
  located: Located,
  { argument, start, use }: Suspect,
  names: readonly string[],
  ctx: RuleContext,
): void {
  const word = located.directive.args[argument];
  if (!word) return;
  const span = spanOf(word, start, use);
  ctx.report({
    file: located.file,
    span,
    message: `unknown "${use.name}" variable`,
    fixes: mend(located, span, use, names),
  });
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
