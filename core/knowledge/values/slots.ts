/** Values of nginx's standard slots (`ngx_conf_set_*_slot`). */
import { versionAtLeast } from "../../version.ts";
import type { DirectiveRow } from "../directives.ts";
import {
  directiveFault,
  fault,
  invalidParameter,
  type ValueContext,
  type ValueFault,
} from "./fault.ts";
import { isAddressWithPort } from "./network.ts";
import { parseNumber, parseOffset, parseSize, parseTime } from "./scalars.ts";
import { VALUE_SINCE } from "./versions.ts";

type SlotJudge = (
  args: readonly string[],
  row: DirectiveRow,
  context: ValueContext,
) => ValueFault | undefined;

/** What nginx says of the arguments where a standard slot takes them; their number is right. */
export function judgeSlot(
  args: readonly string[],
  row: DirectiveRow,
  context: ValueContext,
): ValueFault | undefined {
  return row.slot === undefined ? undefined : SLOTS[row.slot]?.(args, row, context);
}

const SLOTS: Readonly<Record<string, SlotJudge>> = {
  flag: ([value = ""], { name }) =>
    /^(on|off)$/i.test(value)
      ? undefined
      : fault(0, `invalid value "${value}" in "${name}" directive, it must be "on" or "off"`),
  number: judgeNumber,
  size: one(parseSize),
  offset: one(parseOffset),
  msec: one((it) => parseTime(it, "ms")),
  sec: one((it) => parseTime(it, "s")),
  "complex-size": one((it) => (it.includes("$") ? 0 : parseSize(it))),
  buffers: (args, _row, context) => {
    const wrong = parseNumber(args[0] ?? "") ? (parseSize(args[1] ?? "") ? -1 : 1) : 0;
    return wrong < 0 ? undefined : directiveFault(wrong, context, "invalid value");
  },
  enum: judgeWords,
  bitmask: judgeWords,
  access: (args) => {
    const wrong = args.findIndex((it) => !/^(user|group|all):(rw|r)$/.test(it));
    return wrong < 0 ? undefined : fault(wrong, `invalid value "${args[wrong]}"`);
  },
  path: judgePath,
  bind: ([address = "", option]) => {
    if (address === "off" && option === undefined) return undefined;
    if (!address.includes("$") && !isAddressWithPort(address)) {
      return fault(0, `invalid address "${address}"`);
    }
    const known = option === undefined || option === "transparent";
    return known ? undefined : invalidParameter(1, option);
  },
  param: ([, , option]) =>
    option === undefined || option === "if_not_empty" ? undefined : invalidParameter(2, option),
};

function one(parse: (text: string) => number | undefined): SlotJudge {
  return ([value = ""], _row, context) =>
    parse(value) === undefined ? directiveFault(0, context, "invalid value") : undefined;
}

function judgeNumber(
  [text = ""]: readonly string[],
  { bounds }: DirectiveRow,
  context: ValueContext,
): ValueFault | undefined {
  const value = parseNumber(text);
  if (value === undefined) return directiveFault(0, context, "invalid number");
  if (!bounds) return undefined;
  const [low, high] = bounds;
  if (high === -1) {
    return value >= low ? undefined : fault(0, `value must be equal to or greater than ${low}`);
  }
  return value >= low && value <= high
    ? undefined
    : fault(0, `value must be between ${low} and ${high}`);
}

/** Names are compared without regard to case. */
function judgeWords(
  args: readonly string[],
  { name, values = [] }: DirectiveRow,
  { version }: ValueContext,
): ValueFault | undefined {
  if (values.length === 0) return undefined;
  const known = new Set(values.map((it) => it.toLowerCase()));
  for (const [index, word] of args.entries()) {
    const value = word.toLowerCase();
    const since = VALUE_SINCE.get(`${name} ${value}`);
    const wrong = fault(index, `invalid value "${word}"`);
    if (!known.has(value)) return wrong;
    if (since !== undefined && !versionAtLeast(version, since)) return { ...wrong, since };
  }
  return undefined;
}

/** Digits of all levels of a path, each with its slash, may take 10 characters, plus one for each level. */
function judgePath(
  args: readonly string[],
  _row: DirectiveRow,
  context: ValueContext,
): ValueFault | undefined {
  const levels = args.slice(1).map(parseNumber);
  const wrong = levels.findIndex((it) => !it);
  if (wrong >= 0) return directiveFault(wrong + 1, context, "invalid value");
  const length = levels.reduce<number>((sum, it) => sum + (it ?? 0) + 1, 0);
  const tooLong = length > 10 + levels.length;
  return tooLong ? directiveFault(args.length - 1, context, "invalid value") : undefined;
}
