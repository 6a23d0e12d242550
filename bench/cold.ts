/** What a user of the command line waits for: a process that starts, checks one configuration and ends. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Stats, statsOf, timeRuns } from "./measure.ts";

export interface Cold {
  readonly lines: number;
  readonly check: Stats;
  /** `nginx -t` on the same file; undefined without nginx. */
  readonly nginx: Stats | undefined;
  /** The same without the TLS directives, whose contexts nginx builds and we do not. */
  readonly nginxWithoutTls: Stats | undefined;
  /** Most memory in use at one time, in MB. */
  readonly peakRss: Stats;
  /** Processor time of all threads, in ms, which other load on the machine changes less. */
  readonly cpu: Stats;
  readonly findings: number;
}

export interface ColdInput {
  readonly folder: string;
  readonly lines: number;
  readonly file: string;
  readonly withoutTls: string;
  readonly runs: number;
}

export async function measureCold(cli: string, input: ColdInput): Promise<Cold> {
  const { folder, file, runs, lines } = input;
  const argv = [cli, "check", "--format", "json", "--fail-on", "never", file];
  const check = () => runOrThrow(process.execPath, argv, folder);
  const { findings } = JSON.parse(check());
  const usage = Array.from({ length: Math.min(5, runs) }, () => usageOf(argv, folder));
  return {
    lines,
    check: await timeRuns(runs, check),
    nginx: await timeNginx(folder, file, runs),
    nginxWithoutTls: await timeNginx(folder, input.withoutTls, runs),
    peakRss: statsOf(usage.map((it) => it.rss)),
    cpu: statsOf(usage.map((it) => it.cpu)),
    findings: findings.length,
  };
}

export function hasNginx(): boolean {
  return spawnSync("nginx", ["-v"]).status === 0;
}

async function timeNginx(folder: string, file: string, runs: number): Promise<Stats | undefined> {
  if (!hasNginx()) return undefined;
  const argv = ["-t", "-q", "-p", folder, "-e", "stderr", "-c", join(folder, file)];
  const start = performance.now();
  runOrThrow("nginx", argv, folder);
  const slow = performance.now() - start > 2_000;
  return timeRuns(slow ? 1 : Math.min(runs, 5), () => runOrThrow("nginx", argv, folder));
}

/** The program itself tells on its way out. */
const TELL = `data:text/javascript,process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(["usage", maxRSS / 1024, (userCPUTime + systemCPUTime) / 1000].join(" "));
})`;

function usageOf(argv: readonly string[], cwd: string): { rss: number; cpu: number } {
  const options = { cwd, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { stderr } = spawnSync(process.execPath, ["--import", TELL, ...argv], options);
  const [, rss, cpu] = /usage ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  return { rss: Number(rss), cpu: Number(cpu) };
}

function runOrThrow(command: string, argv: readonly string[], cwd: string): string {
  const options = { cwd, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(command, argv, options);
  if (status !== 0) throw new Error(`${command} ${argv.join(" ")}: ${stderr}`);
  return stdout;
}
