/** What nginx says of the values of one directive, by its row in the tables. */
import type { DirectiveRow } from "../directives.ts";
import type { Judge, ValueContext, ValueFault } from "./fault.ts";
import { isPlusParameter } from "./grammar.ts";
import { judgeListen } from "./listen.ts";
import { PARAMETER_JUDGES } from "./parameters.ts";
import { SINGLE_JUDGES } from "./single.ts";
import { judgeSlot } from "./slots.ts";

/** Which rule speaks of a fault. */
export type ValueKind = "value" | "parameter" | "listen";

const TABLES: Readonly<Record<ValueKind, Readonly<Record<string, Judge>>>> = {
  value: SINGLE_JUDGES,
  parameter: PARAMETER_JUDGES,
  listen: { listen: judgeListen },
};

/**
 * The first fault of this kind in the arguments, whose number is right; undefined if nginx accepts them,
 * or if nothing is known of the directive's values.
 */
export function judgeValues(
  kind: ValueKind,
  row: DirectiveRow,
  args: readonly string[],
  version: string,
): ValueFault | undefined {
  if (row.name === "server" && row.block) return undefined;
  const context: ValueContext = { directive: row.name, family: familyOf(row), version };
  if (kind === "value" && row.slot !== undefined) return judgeSlot(args, row, context);
  const table = TABLES[kind];
  return (table[`${context.family} ${row.name}`] ?? table[row.name])?.(args, context);
}

/** True if the fault is one of nginx alone: NGINX Plus takes the parameter. */
export function isPlusOnly(row: DirectiveRow, word: string): boolean {
  return isPlusParameter({ directive: row.name, family: familyOf(row), version: "" }, word);
}

function familyOf({ module }: DirectiveRow): ValueContext["family"] {
  const family = /^ngx_(http|stream|mail)_/.exec(module)?.[1];
  return family === "http" || family === "stream" || family === "mail" ? family : "core";
}
