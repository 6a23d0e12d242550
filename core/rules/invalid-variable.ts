import type { BlockKind } from "../config/block-kind.ts";
import { definingText, definingWord, familyOfPlace } from "../config/definitions.ts";
import { isPutTogether } from "../config/levels.ts";
import { remembered } from "../config/memory.ts";
import { rowsFor } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import type { Statement } from "../config/statement.ts";
import { topic } from "../config/topics.ts";
import type { DirectiveRow } from "../knowledge/directives.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { compileText } from "../knowledge/values/script.ts";
import {
  isCompiledLate,
  type VariableText,
  variableTexts,
} from "../knowledge/values/variable-arguments.ts";
import { isFixed } from "../knowledge/variables.ts";
import type { Word } from "../syntax/tree.ts";
import { replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const invalidVariable: Rule = {
  id: "invalid-variable",
  severity: "error",
  directives: topic((statement, block) => readFaults(statement, block) !== undefined),
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
    const found = faultsOf(located);
    if (!found) return;
    const { definition, faults, isLate } = found;
    if (definition) {
      const word = definingWord(located);
      const fixes = word && definition.lacksDollar ? insertDollar(located, word) : [];
      if (word) report(located, word, definition.message, ctx, fixes);
    }
    if (isLate && !isPutTogether(located.scope, ctx.config)) return;
    for (const { argument, message } of faults) {
      const word = located.directive.args[argument];
      if (word) report(located, word, message, ctx);
    }
  },
};

interface Faults {
  readonly definition: DefinitionFault | undefined;
  readonly faults: readonly { readonly argument: number; readonly message: string }[];
  /** True if nginx compiles the texts when it puts the levels together. */
  readonly isLate: boolean;
}

interface DefinitionFault {
  readonly message: string;
  readonly lacksDollar: boolean;
}

const faultsOf = remembered(readFaults);

function readFaults(statement: Statement, block: BlockKind): Faults | undefined {
  const found = block.name === "map" ? faultsOfEntry(statement) : faultsIn(statement, block);
  return found && (found.definition || found.faults.length > 0) ? found : undefined;
}

function faultsIn(statement: Statement, block: BlockKind): Faults | undefined {
  const rows = rowsFor(statement, block);
  const [row] = rows;
  if (!row) return undefined;
  return {
    definition: definitionFault(statement, block),
    faults: faultsInAll(rows, statement.args),
    isLate: isCompiledLate(row),
  };
}

/** What is wrong wherever a fragment may stand: mail compiles nothing. */
function faultsInAll(rows: readonly DirectiveRow[], args: readonly string[]): Faults["faults"] {
  const [faults = [], ...others] = rows.map((it) => messagesOf(variableTexts(it, args)));
  return faults.filter(({ argument }) =>
    others.every((it) => it.some((other) => other.argument === argument)),
  );
}

function faultsOfEntry({ name, args }: Statement): Faults | undefined {
  const [text, more] = args;
  if (text === undefined || more !== undefined || name === "include") return undefined;
  const faults = messagesOf([{ argument: 0, start: 0, ...compileText(text) }]);
  return { definition: undefined, faults, isLate: false };
}

function messagesOf(texts: readonly VariableText[]): Faults["faults"] {
  return texts.flatMap(({ argument, fault }) =>
    fault ? [{ argument, message: fault.message }] : [],
  );
}

function definitionFault(statement: Statement, block: BlockKind): DefinitionFault | undefined {
  const text = definingText(statement);
  if (text === undefined) return undefined;
  const name = text.slice(1);
  const family = familyOfPlace(block.place);
  if (!text.startsWith("$")) {
    return { message: `invalid variable name "${text}"`, lacksDollar: true };
  }
  if (name === "") return { message: 'invalid variable name "$"', lacksDollar: false };
  return family && isFixed(name, family, block.settings.nginxVersion)
    ? { message: `the duplicate "${name}" variable`, lacksDollar: false }
    : undefined;
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
