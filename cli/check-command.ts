/** `nginx-tls check`: what is done between the flags and the exit code. */
import { atLeast, type Rule, type Session, type Severity } from "#core";
import { createNodeHost } from "../host/node.ts";
import { type Checked, type CheckRun, checkTargets } from "./check.ts";
import { type FixOptions, fixChecked, writeFiles } from "./fix.ts";
import { toGithub } from "./github.ts";
import { CannotRun, type Engine, type Io } from "./io.ts";
import { toJson } from "./json.ts";
import { type JudgingFlags, judgingOptions } from "./judging.ts";
import manifest from "./npm/package.json" with { type: "json" };
import { displayPath } from "./paths.ts";
import { toPretty } from "./pretty.ts";
import { projectProblems } from "./project.ts";
import { makeReport, type Report } from "./report.ts";
import { toSarif } from "./sarif.ts";
import { resolveTargets, type Targets } from "./targets.ts";

export interface CheckFlags extends JudgingFlags {
  readonly format: "pretty" | "json" | "sarif" | "github";
  readonly failOn: Severity | "never";
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  /** False: comments silence nothing. */
  readonly suppression: boolean;
}

/** Checks, and fixes first if asked to. Returns the exit code; throws CannotRun. */
export async function runCheck(
  names: readonly string[],
  flags: CheckFlags,
  io: Io,
  engine: Engine,
): Promise<number> {
  const fixing = flags.fix === true || flags.fixUnsafe === true;
  const stdinFix = fixing && names.includes("-");
  if (stdinFix && (names.length > 1 || flags.format !== "pretty")) {
    throw new CannotRun('with "-", --fix prints the fixed text: no other path, no --format');
  }
  const targets = await resolveTargets(names, io);
  const options: FixOptions = {
    ...(await judgingOptions(flags, targets, io)),
    suppression: flags.suppression,
    safety: flags.fixUnsafe ? "unsafe" : "safe",
    texts: new Set(targets.files.filter((it) => it.text !== undefined).map((it) => it.path)),
  };
  const session = await engine.createSession(createNodeHost());
  let checkRun = await checkTargets(session, targets, options);
  let fixed: ReadonlyMap<string, string> = new Map();
  if (fixing) {
    fixed = await fixChecked(session, checkRun.checked, options);
    if (!stdinFix) checkRun = await writeAndCheckAgain(session, fixed, targets, options);
    else checkRun = await checkTargets(session, asText(targets, fixed), options);
  }
  const crashed = tellProblems(checkRun, await problemsOf(session, checkRun, options, io), io);
  const report = makeReport(checkRun.checked, io.cwd, session.rules, flags.suppression);
  if (stdinFix) {
    io.stdout.write(asText(targets, fixed).files[0]?.text ?? "");
    io.stderr.write(toPretty(report, false));
  } else print(report, [...fixed.keys()], flags, session.rules, io);
  return crashed ? 2 : exitCode(report, flags.failOn);
}

async function writeAndCheckAgain(
  session: Session,
  fixed: ReadonlyMap<string, string>,
  targets: Targets,
  options: FixOptions,
): Promise<CheckRun> {
  await writeFiles(fixed);
  for (const path of fixed.keys()) session.close(path);
  session.forgetAll();
  return checkTargets(session, targets, options);
}

/** The targets with the fixed texts in place of those that were read from standard input. */
function asText(targets: Targets, fixed: ReadonlyMap<string, string>): Targets {
  const files = targets.files.map(({ path, text }) => {
    const now = fixed.get(path) ?? text;
    return now === undefined ? { path } : { path, text: now };
  });
  return { ...targets, files };
}

async function problemsOf(
  session: Session,
  { checked }: CheckRun,
  { projectFiles: which = {} }: FixOptions,
  { cwd }: Io,
): Promise<readonly string[]> {
  const files = checked.flatMap((it) => [...it.result.files.keys()]);
  return projectProblems(session, files, which, cwd);
}

/** True if a rule failed, so that the findings may not be all. */
function tellProblems({ checked, problems }: CheckRun, others: readonly string[], io: Io): boolean {
  const failures = checked.flatMap((it: Checked) => it.result.failures);
  const crashes = failures.map(({ rule, error }) => `rule "${rule}" failed: ${String(error)}`);
  for (const text of new Set([...problems, ...others, ...crashes]))
    io.stderr.write(`nginx-tls: ${text}\n`);
  return failures.length > 0;
}

function print(
  report: Report,
  fixed: readonly string[],
  flags: CheckFlags,
  rules: readonly Rule[],
  io: Io,
): void {
  const notes = fixed.map((path) => `Fixed ${displayPath(io.cwd, path)}\n`).sort();
  (flags.format === "pretty" ? io.stdout : io.stderr).write(notes.join(""));
  io.stdout.write(toText(report, flags.format, rules, io));
}

function toText(
  report: Report,
  format: CheckFlags["format"],
  rules: readonly Rule[],
  io: Io,
): string {
  switch (format) {
    case "json":
      return toJson(report);
    case "sarif":
      return toSarif(report, { rules, version: manifest.version, cwd: io.cwd });
    case "github":
      return toGithub(report);
    case "pretty":
      return toPretty(report, wantsColor(io));
  }
}

/** https://no-color.org and https://force-color.org; else colour is for terminals. */
function wantsColor({ env, stdout }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stdout.isTTY === true && env.TERM !== "dumb";
}

function exitCode(report: Report, failOn: CheckFlags["failOn"]): number {
  if (failOn === "never") return 0;
  return report.findings.some((it) => atLeast(it.finding.severity, failOn)) ? 1 : 0;
}
