export interface Stats {
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

export function statsOf(values: readonly number[]): Stats {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    median: at(0.5),
    p95: at(0.95),
    min: at(0),
    max: at(1),
    runs: sorted.length,
  };
}

/** Milliseconds that each of `runs` calls takes. */
export async function timeRuns(runs: number, action: (run: number) => unknown): Promise<Stats> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await action(run);
    times.push(performance.now() - start);
  }
  return statsOf(times);
}
