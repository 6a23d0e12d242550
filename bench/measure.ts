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

export interface Timed extends Stats {
  /** Processor time of all of this process's threads per run, in ms, which other load changes less. */
  readonly cpu: number;
}

/** Milliseconds that each of `runs` calls takes. */
export async function timeRuns(runs: number, action: (run: number) => unknown): Promise<Timed> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await action(run);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { ...statsOf(times), cpu: (user + system) / 1000 / runs };
}
