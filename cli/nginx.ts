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
} from "#core";
import { testWithNginx } from "../host/nginx-test.ts";
import { createNodeHost } from "../host/node.ts";
import { probe } from "../host/probe.ts";
import { CannotRun, type Engine, type Io } from "./io.ts";
import { displayPath, enginePath } from "./paths.ts";
import { resolveTargets } from "./targets.ts";

export function addNginx(
  program: Command,
  io: Io,
  engine: Engine,
  done: (code: number) => void,
): void {
  program
    .command("test")
    .description("run nginx -t on a copy of a configuration, and show what it says")
    .argument("<file>", 'main file, or a file for one block; "-" is standard input')
    .option("--nginx <program>", "the nginx to run", DEFAULT_SETTINGS.nginxPath)
    .action(async (file: string, { nginx }: { nginx: string }) => {
      done(await runTest(file, nginx, io, engine));
    });
  program
    .command("probe")
    .description("make the TLS connection of a pass directive, as nginx would")
    .argument("<file:line>", "where the pass directive stands, or its block")
    .option("--dry-run", "only tell what would be done")
    .action(async (place: string, { dryRun = false }: { dryRun?: boolean }) => {
      done(await (dryRun ? describeAt(place, io, engine) : connectAt(place, io, engine)));
    });
}

/** Exit code: 0 accepted, 1 refused, 2 not judged. */
async function runTest(name: string, binary: string, io: Io, engine: Engine): Promise<number> {
  const config = await configOf(name, io, engine);
  const result = await testWithNginx({ binary, config });
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
async function connectAt(place: string, io: Io, engine: Engine): Promise<number> {
  let usable = true;
  for (const plan of await plansAt(place, io, engine)) {
    io.stdout.write(`${describePlan(plan)}\n`);
    const report = reportProbe(plan, await probe(plan, DEFAULT_SETTINGS.trustedCertificate));
    io.stdout.write(`${[report.summary, ...report.lines].join("\n  ")}\n\n`);
    usable &&= report.usable;
  }
  return usable ? 0 : 1;
}

async function describeAt(place: string, io: Io, engine: Engine): Promise<number> {
  const plans = await plansAt(place, io, engine);
  io.stdout.write(plans.map((it) => `${describePlan(it)}\n`).join("\n"));
  return 0;
}

async function plansAt(place: string, io: Io, engine: Engine): Promise<readonly ProbePlan[]> {
  const [, name, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  if (name === undefined) throw new CannotRun('give a place such as "nginx.conf:14"');
  const config = await configOf(name, io, engine);
  const file = config.files.get(enginePath(io.cwd, name));
  if (!file) throw new CannotRun(`"${name}" is not part of its configuration`);
  const [start, end] = [Number(line) - 1, Number(line)].map((it) => file.lines.lineStart(it));
  const onLine = config.connections.filter(
    ({ pass: { file: other, directive } }) =>
      other === file && directive.span.start >= (start ?? 0) && directive.span.start < (end ?? 0),
  );
  const around = connectionsAt(config, cursorAt(file, end ?? 0));
  const connections = onLine.length > 0 ? onLine : around;
  const results = connections.map((it) => probePlans(it, config));
  const plans = results.flatMap((it) => (it.kind === "plans" ? it.plans : []));
  if (plans.length > 0) return plans;
  const reasons = results.flatMap((it) => (it.kind === "impossible" ? it.reason : []));
  throw new CannotRun(reasons[0] ?? `there is no connection to an upstream at ${place}`);
}

async function configOf(name: string, io: Io, engine: Engine): Promise<Config> {
  const [target] = (await resolveTargets([name], io)).files;
  if (!target) throw new CannotRun(`"${name}" is a folder`);
  const session = await engine.createSession(createNodeHost());
  if (target.text !== undefined) session.setText(target.path, target.text);
  const config = await session.config(target.path, { settings: DEFAULT_SETTINGS });
  if (!config) throw new CannotRun(`cannot read "${name}"`);
  return config;
}
