/** Numbers, sizes and times, read as nginx reads them. Undefined: nginx refuses the text. */

/** Largest value of nginx's `ssize_t`, `off_t` and `ngx_int_t` on 64-bit systems, rounded by at most 512. */
const MAX = 9_223_372_036_854_775_807n;

/** `ngx_atoi`: one or more digits. */
export function parseNumber(text: string): number | undefined {
  return scaled(/^\d+$/.exec(text)?.[0], 1n);
}

/** `ngx_parse_size`: a number, with `k` or `m`; there is no `g`. */
export function parseSize(text: string): number | undefined {
  return parseUnits(text, "km");
}

/** `ngx_parse_offset`: a number, with `k`, `m` or `g`. */
export function parseOffset(text: string): number | undefined {
  return parseUnits(text, "kmg");
}

function parseUnits(text: string, units: string): number | undefined {
  const unit = text.slice(-1).toLowerCase();
  const power = unit === "" ? -1 : units.indexOf(unit);
  const digits = power < 0 ? text : text.slice(0, -1);
  return scaled(/^\d+$/.exec(digits)?.[0], 1024n ** BigInt(power + 1));
}

function scaled(digits: string | undefined, factor: bigint): number | undefined {
  if (digits === undefined) return undefined;
  const value = BigInt(digits) * factor;
  return value > MAX ? undefined : Number(value);
}

const SECONDS: readonly (readonly [string, number])[] = [
  ["y", 31_536_000],
  ["M", 2_592_000],
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
];
const SECOND = SECONDS.findIndex(([name]) => name === "s");

/**
 * `ngx_parse_time`: numbers with units that fall from `y` to `ms`; the last may go without, which means
 * seconds. "s": years and months are allowed, milliseconds are not; "ms": the other way round. In the unit
 * asked for.
 */
export function parseTime(text: string, unit: "s" | "ms"): number | undefined {
  const [first, last] = unit === "s" ? [0, SECOND] : [2, SECONDS.length - 1];
  let step = first;
  let total = 0;
  let value = 0;
  let hasDigits = false;
  for (const [token] of text.matchAll(/\d+|(?:ms|[^\d ]) *| +/g)) {
    if (/^\d/.test(token)) {
      value = Number(token);
      hasDigits = true;
      continue;
    }
    const name = token.trim();
    const found = name === "" ? SECOND : SECONDS.findIndex(([it]) => it === name);
    if (found < step || found > last) return undefined;
    step = name === "" ? SECONDS.length : found + 1;
    total += value * (SECONDS[found]?.[1] ?? 0);
    value = 0;
  }
  const result = (total + value) * (unit === "s" ? 1 : 1000);
  return hasDigits && result <= Number(MAX) ? result : undefined;
}
