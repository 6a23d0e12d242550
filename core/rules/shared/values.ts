/** Reports what nginx says of the values of single directives. */

import type { BlockKind } from "../../config/block-kind.ts";
import { remembered } from "../../config/memory.ts";
import { knowsPlus, usesPlus } from "../../config/platform.ts";
import { rowsFor } from "../../config/rows.ts";
import type { Located } from "../../config/scope.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Statement } from "../../config/statement.ts";
import { type Topic, topic } from "../../config/topics.ts";
import type { DirectiveRow } from "../../knowledge/directives.ts";
import { hasPlaceholder } from "../../knowledge/templates.ts";
import type { ValueFault } from "../../knowledge/values/fault.ts";
import { isPlusOnly, judgeValues, type ValueKind } from "../../knowledge/values/judge.ts";
import type { Platform } from "../../settings.ts";
import type { Severity } from "../../severity.ts";
import type { Word } from "../../syntax/tree.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { RuleContext, RuleFix } from "./rule.ts";
import { severityByVersion } from "./structure.ts";

/** Platforms whose directives take parameters of their own. */
const EXTENDED: ReadonlySet<Platform> = new Set<Platform>(["angie", "any"]);

/** Fixes for a wrong word, if any are known. */
export type Mend = (file: SourceFile, word: Word, row: DirectiveRow) => readonly RuleFix[];

/** Reports the first value of a directive that nginx does not take, if it is of this kind. */
export function checkValues(kind: ValueKind, located: Located, ctx: RuleContext, mend: Mend): void {
  const found = FAULTS[kind](located);
  if (!found) return;
  const { row, fault } = found;
  const { directive, file } = located;
  const { platform } = ctx.config.settings;
  const argument = directive.args[fault.argument];
  const word = argument ?? directive.name;
  const isPlus =
    isPlusOnly(row, word.text) && (!fault.since || knowsPlus(platform) || usesPlus(ctx.config));
  if (isPlus && knowsPlus(platform)) return;
  const { message, severity } = judgementOf(fault, isPlus, ctx);
  ctx.report({
    file,
    ...onNginxLine(located, word),
    message,
    ...(severity && { severity }),
    fixes: isPlus || fault.since || !argument ? [] : mend(file, argument, row),
  });
}

interface FoundFault {
  readonly row: DirectiveRow;
  readonly fault: ValueFault;
}

/** The directives with a value that nginx does not take. */
export const FAULTY_VALUES: Topic = topic(
  (statement, block) => faultIn("value", statement, block) !== undefined,
);

const FAULTS: Readonly<Record<ValueKind, (located: Located) => FoundFault | undefined>> = {
  value: remembered((statement, block) => faultIn("value", statement, block)),
  parameter: remembered((statement, block) => faultIn("parameter", statement, block)),
  listen: remembered((statement, block) => faultIn("listen", statement, block)),
};

/** A fault by every row that may read the directive. */
function faultIn(kind: ValueKind, statement: Statement, block: BlockKind): FoundFault | undefined {
  const { platform, nginxVersion } = block.settings;
  if (kind !== "value" && EXTENDED.has(platform)) return undefined;
  const rows = rowsFor(statement, block);
  if (rows.length === 0 || statement.args.some(hasPlaceholder)) return undefined;
  const faults = rows.map((row) => judgeValues(kind, row, statement.args, nginxVersion));
  const [row] = rows;
  const [fault] = faults;
  return row && fault && !faults.includes(undefined) ? { row, fault } : undefined;
}

interface Judgement {
  readonly message: string;
  readonly severity?: Severity;
}

/** What another platform or version takes is no sure error, unless the version has been told. */
function judgementOf(fault: ValueFault, isPlus: boolean, { config }: RuleContext): Judgement {
  if (isPlus && config.settings.platform !== "nginx-core") {
    return { message: `${fault.message}: only NGINX Plus has it`, severity: "information" };
  }
  if (fault.since === undefined) return { message: fault.message };
  const message = `${fault.message} before nginx ${fault.since}`;
  return { message, severity: severityByVersion(config.settings) };
}
