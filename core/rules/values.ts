/** Reports what nginx says of the values of single directives. */
import { readingRows } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { isPlusOnly, judgeValues, type ValueKind } from "../knowledge/values/judge.ts";
import type { Word } from "../syntax/tree.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { RuleContext, RuleFix } from "./rule.ts";

/** Fixes for a wrong word, if any are known. */
export type Mend = (located: Located, word: Word) => readonly RuleFix[];

export function checkValues(
  kind: ValueKind,
  located: Located,
  ctx: RuleContext,
  mend: Mend = () => [],
): void {
  const { directive, file } = located;
  const rows = readingRows(located, ctx.config);
  if (rows.length === 0 || directive.args.some((it) => hasPlaceholder(it.text))) return;
  const args = directive.args.map((it) => it.text);
  const version = ctx.config.settings.nginxVersion;
  const faults = rows.map((row) => judgeValues(kind, row, args, version));
  const [row] = rows;
  const [fault] = faults;
  if (!row || !fault || faults.includes(undefined)) return;
  const word = directive.args[fault.argument] ?? directive.name;
  const isPlus = isPlusOnly(row, word.text);
  ctx.report({
    file,
    ...onNginxLine(located, word),
    message: isPlus ? `${fault.message}: only NGINX Plus has it` : fault.message,
    ...(isPlus && { severity: "information" }),
    fixes: isPlus ? [] : mend(located, word),
  });
}
