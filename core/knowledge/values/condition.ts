/** The condition of `if`, read as `ngx_http_rewrite_if_condition` reads it. */

/** Part of an argument: its index, and how much of it belongs to the parentheses. */
export interface ConditionPart {
  readonly argument: number;
  readonly text: string;
  /** Where the part begins in the argument. */
  readonly start: number;
}

export type Condition =
  | { readonly kind: "fault"; readonly argument: number; readonly message: string }
  | { readonly kind: "variable"; readonly variable: ConditionPart }
  | {
      readonly kind: "comparison" | "match";
      readonly variable: ConditionPart;
      readonly operand: ConditionPart;
    }
  | { readonly kind: "file"; readonly operand: ConditionPart };

const COMPARISONS = ["=", "!="];
const MATCHES = ["~", "~*", "!~", "!~*"];

export function readCondition(args: readonly string[]): Condition {
  const open = args[0] ?? "";
  const close = args.at(-1) ?? "";
  if (!open.startsWith("(")) return invalid(0, open);
  if (!close.endsWith(")") || (args.length === 1 && open === "(")) {
    return invalid(args.length - 1, close);
  }
  const parts = insideParentheses(args);
  const [first, operator, last] = parts;
  // nginx reads past the words of `()` and takes the `)` for the condition.
  if (!first) return invalid(args.length - 1, ")");
  if (first.text.length > 1 && first.text.startsWith("$")) {
    return readVariable(first, operator, last, parts.length);
  }
  if (!/^!?-.$/s.test(first.text)) return invalid(first.argument, first.text);
  if (!operator || parts.length !== 2) return invalid(first.argument, first.text);
  return /^!?-[fdex]$/.test(first.text)
    ? { kind: "file", operand: operator }
    : invalid(first.argument, first.text);
}

function readVariable(
  variable: ConditionPart,
  operator: ConditionPart | undefined,
  operand: ConditionPart | undefined,
  count: number,
): Condition {
  if (count === 1) return { kind: "variable", variable };
  if (!operator || !operand || count !== 3) return invalid(variable.argument, variable.text);
  if (COMPARISONS.includes(operator.text)) return { kind: "comparison", variable, operand };
  if (MATCHES.includes(operator.text)) return { kind: "match", variable, operand };
  const message = `unexpected "${operator.text}" in condition`;
  return { kind: "fault", argument: operator.argument, message };
}

/** The words without the parentheses; a parenthesis that is a word of its own is none. */
function insideParentheses(args: readonly string[]): readonly ConditionPart[] {
  return args.flatMap((word, argument) => {
    const start = argument === 0 ? 1 : 0;
    const end = word.length - (argument === args.length - 1 ? 1 : 0);
    const isParenthesis = start > 0 || end < word.length;
    const text = word.slice(start, end);
    return isParenthesis && text === "" ? [] : [{ argument, text, start }];
  });
}

function invalid(argument: number, word: string): Condition {
  return { kind: "fault", argument, message: `invalid condition "${word}"` };
}
