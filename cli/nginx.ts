/** `nginx-tls test` and `nginx-tls probe`: real nginx, and one real connection, for who asks for them. */
import type { Command } from "commander";
import {
  type Config,
  connectionsAt,
  cursorAt,
  DEFAULT_SETTINGS,
  describePlan,
  type ProbePlan,
  probePlans,
  reportProbe,
  type Settings,
  type SourceFile,
} from "#core";
import { testWithNginx } from "../host/nginx-test.ts";
import { createNodeHost } from "../host/node.ts";
import { probe } from "../host/probe.ts";
import { CannotRun, type Engine, type Io } from "./io.ts";
import { addJudging, type JudgingFlags, judgingOptions } from "./judging.ts";
import { displayPath, enginePath } from "./paths.ts";
import { optionsFor, tellProjectProblems } from "./project.ts";
import { resolveTargets } from "./targets.ts";

/** Adds both commands to the program; `done` gets the exit code. */
export function addNginx(
  program: Command,
  io: Io,
  engine: Engine,
  done: (code: number) => void,
): void {
  const test = program
    .command("test")
    .description("run nginx -t on a copy of a configuration, and show what it says")
    .argument("<file>", 'main file, or a file for one block; "-" is standard input')
    .option("--nginx <program>", "the nginx to run", DEFAULT_SETTINGS.nginxPath);
  addJudging(test)
    .addHelpText("after", TEST_HELP)
    .action(async (file: string, flags: TestFlags) => {
      done(await runTest(file, flags, io, engine));
    });
  const probing = program
    .command("probe")
    .description("make the TLS connection of a pass directive, as nginx would")
    .argument("<file:line>", "where the pass directive stands, or its block")
    .option("--dry-run", "only tell what would be done");
  addJudging(probing)
    .addHelpText("after", PROBE_HELP)
    .action(async (place: string, flags: ProbeFlags) => {
      done(await runProbe(place, flags, io, engine));
    });
}

interface TestFlags extends JudgingFlags {
  /** From the command line alone: no file of a project says which program is run. */
  readonly nginx: string;
}

interface ProbeFlags extends JudgingFlags {
  readonly dryRun?: boolean;
}

const TEST_HELP = `
The program comes from --nginx alone, never from a project file.

Exit code: 0 accepted, 1 refused, 2 not judged on this machine or could not run.`;
const PROBE_HELP = `
Exit code: 0 nginx would use the connection, 1 it would not, 2 could not run.`;

/** Exit code: 0 accepted, 1 refused, 2 not judged. */
async function runTest(name: string, flags: TestFlags, io: Io, engine: Engine): Promise<number> {
  const config = await configOf(name, flags, io, engine);
  const result = await testWithNginx({ binary: flags.nginx, config });
  if (result.kind === "failed") throw new CannotRun(`nginx could not be run: ${result.reason}`);
  const { outcome, messages, environment } = result.verdict;
  for (const { file, span, severity, text } of messages) {
    const line = (config.files.get(file)?.lines.positionAt(span.start).line ?? 0) + 1;
    io.stdout.write(`${displayPath(io.cwd, file)}:${line}: ${severity}: ${text}\n`);
  }
  for (const text of environment) io.stderr.write(`nginx-tls: on this machine: ${text}\n`);
  io.stdout.write(`${OUTCOMES[outcome]}\n`);
  return { accepted: 0, refused: 1, environment: 2 }[outcome];
}

const OUTCOMES = {
  accepted: "nginx accepts the configuration",
  refused: "nginx refuses the configuration",
  environment: "nginx can't judge the configuration on this machine",
} as const;

/** Exit code: 0 nginx would use each of the connections, 1 it would not. */
async function runProbe(place: string, flags: ProbeFlags, io: Io, engine: Engine): Promise<number> {
  const [, name, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  if (name === undefined) throw new CannotRun('give a place such as "nginx.conf:14"');
  const config = await configOf(name, flags, io, engine);
  const file = config.files.get(enginePath(io.cwd, name));
  if (!file) throw new CannotRun(`"${name}" is not part of its configuration`);
  if (Number(line) < 1 || Number(line) > file.lines.lineCount) {
    throw new CannotRun(`"${name}" has no line ${line}`);
  }
  const { plans, reason } = plansAt(config, file, Number(line) - 1);
  if (plans.length === 0) {
    throw new CannotRun(reason ?? `there is no connection to an upstream at ${place}`);
  }
  if (!flags.dryRun) return connect(plans, config.settings, io);
  io.stdout.write(plans.map((it) => `${describePlan(it)}\n`).join("\n"));
  return 0;
}

async function connect(
  plans: readonly ProbePlan[],
  { trustedCertificate }: Settings,
  io: Io,
): Promise<number> {
  let usable = true;
  for (const plan of plans) {
    io.stdout.write(`${describePlan(plan)}\n`);
    const report = reportProbe(plan, await probe(plan, trustedCertificate));
    io.stdout.write(`${[report.summary, ...report.lines].join("\n  ")}\n\n`);
    usable &&= report.usable;
  }
  return usable ? 0 : 1;
}

interface Plans {
  readonly plans: readonly ProbePlan[];
  /** Why there is none. */
  readonly reason: string | undefined;
}

/** Of the connections on a line, counted from 0; else of those around its end. */
function plansAt(config: Config, file: SourceFile, line: number): Plans {
  const start = file.lines.lineStart(line);
  const end = file.lines.lineStart(line + 1);
  const onLine = config.connections.filter(
    ({ pass: { file: other, directive } }) =>
      other === file && directive.span.start >= start && directive.span.start < end,
  );
  const around = connectionsAt(config, cursorAt(file, end));
  const results = (onLine.length > 0 ? onLine : around).map((it) => probePlans(it, config));
  return {
    plans: results.flatMap((it) => (it.kind === "plans" ? it.plans : [])),
    reason: results.find((it) => it.kind === "impossible")?.reason,
  };
}

async function configOf(
  name: string,
  flags: JudgingFlags,
  io: Io,
  engine: Engine,
): Promise<Config> {
  const targets = await resolveTargets([name], io);
  const [target] = targets.files;
  if (!target) throw new CannotRun(`"${name}" is a folder; name a file in it`);
  const options = await judgingOptions(flags, targets, io);
  const session = await engine.createSession(createNodeHost());
  if (target.text !== undefined) session.setText(target.path, target.text);
  const config = await session.config(target.path, await optionsFor(session, target.path, options));
  if (!config) throw new CannotRun(`cannot read "${name}"`);
  await tellProjectProblems(session, config.files.keys(), options.projectFiles, io);
  return config;
}
