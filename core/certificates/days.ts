/** Dates and spans of time in words. */

export const DAY: number = 24 * 60 * 60 * 1000;

/** E.g. `2026-03-01`, in UTC. */
export function dateOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "unknown" : date.toISOString().replace(/T.*/, "");
}

/** E.g. `3 days`; `less than a day`. */
export function daysIn(time: number): string {
  const days = Math.floor(time / DAY);
  if (days < 1) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}
