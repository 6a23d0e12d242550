/** Which parameter is being written, from the words before the cursor. */
import type { ParameterForm, SignatureForm } from "./form.ts";

export interface Match {
  /** Index of the parameter at the cursor; undefined behind the last one. */
  readonly active: number | undefined;
  /** How many of the words fit the signature. */
  readonly fitting: number;
}

/** `args`: the words before the one at the cursor; `current`: that one, empty between words. */
export function matchOf(
  { parameters }: SignatureForm,
  args: readonly string[],
  current: string,
): Match {
  const used = new Set<number>();
  let at = 0;
  let fitting = 0;
  for (const word of args) {
    const index = placeOf(parameters, word, at, used);
    if (index === undefined) break;
    fitting++;
    if (parameters[index]?.repeated) at = index;
    else {
      used.add(index);
      at = Math.max(at, index + 1);
    }
  }
  const all = fitting === args.length;
  const named = current === "" ? undefined : wordPlace(parameters, current, used);
  const active = all ? (named ?? nextPlace(parameters, at, used)) : undefined;
  const fits = active !== undefined && (current === "" || mayBegin(parameters[active], current));
  return { active, fitting: fitting + (fits ? 1 : 0) };
}

/** The parameter that takes a whole word: one that names it, in any order, else the next free one. */
function placeOf(
  parameters: readonly ParameterForm[],
  word: string,
  from: number,
  used: ReadonlySet<number>,
): number | undefined {
  const named = parameters.findIndex((it, index) => !used.has(index) && names(it, word));
  if (named >= 0) return named;
  for (let index = from; index < parameters.length; index++) {
    const parameter = parameters[index];
    if (!parameter || used.has(index)) continue;
    if (parameter.takesAny) return index;
    if (!parameter.optional) return undefined;
  }
  return undefined;
}

function names({ words }: ParameterForm, word: string): boolean {
  return words.some((it) => it === word || (/[=:]$/.test(it) && word.startsWith(it)));
}

/** The parameter whose word is being typed. */
function wordPlace(
  parameters: readonly ParameterForm[],
  current: string,
  used: ReadonlySet<number>,
): number | undefined {
  const free = (parameter: ParameterForm, at: number) => !used.has(at) && names(parameter, current);
  const whole = parameters.findIndex(free);
  if (whole >= 0) return whole;
  const begun = parameters.findIndex(
    ({ words }, at) => !used.has(at) && words.some((it) => it.startsWith(current)),
  );
  return begun < 0 ? undefined : begun;
}

/** The next free one, after those that are needed and were passed by. */
function nextPlace(
  parameters: readonly ParameterForm[],
  from: number,
  used: ReadonlySet<number>,
): number | undefined {
  const missed = parameters.findIndex(
    (it, index) => index < from && !it.optional && !it.repeated && !used.has(index),
  );
  if (missed >= 0) return missed;
  for (let index = from; index < parameters.length; index++) if (!used.has(index)) return index;
  const free = parameters.findIndex((it, index) => it.optional && !used.has(index));
  return free < 0 ? undefined : free;
}

function mayBegin(parameter: ParameterForm | undefined, current: string): boolean {
  if (!parameter) return false;
  return (
    parameter.takesAny ||
    parameter.words.some((it) => it.startsWith(current) || current.startsWith(it))
  );
}
