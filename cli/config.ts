/** `nginx-tls config`: the settings that count for a file, and where each comes from. */
import type { Command } from "commander";
import {
  type Config,
  DEFAULT_SETTINGS,
  type Origin,
  PROJECT_SETTINGS,
  readComments,
  type Session,
  type Settings,
  settingsAt,
} from "#core";
import { createNodeHost } from "../host/node.ts";
import { type Engine, EXIT_HELP, type Io } from "./io.ts";
import { displayPath, enginePath } from "./paths.ts";
import { optionsFor, projectFiles, tellProjectProblems } from "./project.ts";
import { addSettings, fixedSettings, type SettingsFlags } from "./settings-flags.ts";
import { resolveTargets } from "./targets.ts";

/** Adds the command to the program. */
export function addConfig(program: Command, io: Io, engine: Engine): void {
  addSettings(
    program
      .command("config")
      .description("print the settings that count, and where each comes from")
      .argument("[file]", "the file that they are to count for"),
  )
    .addHelpText("after", EXIT_HELP)
    .action((file: string | undefined, flags: SettingsFlags) => runConfig(file, flags, io, engine));
}

async function runConfig(
  name: string | undefined,
  flags: SettingsFlags,
  io: Io,
  engine: Engine,
): Promise<void> {
  if (name !== undefined) await resolveTargets([name], io);
  const path = enginePath(io.cwd, name ?? "nginx.conf");
  const session = await engine.createSession(createNodeHost());
  const which = await projectFiles(flags, io);
  const fixed = fixedSettings(flags);
  const options = { settings: DEFAULT_SETTINGS, fixed, projectFiles: which };
  const config = await session.config(path, await optionsFor(session, path, options));
  const about = [path, ...(config ? [config.rootFile.path] : [])];
  await tellProjectProblems(session, about, which, io);
  const origins = async (at: string) => session.projectFiles.originsFor(at, which);
  const own = await origins(path);
  const layers = { own, main: config ? await origins(config.rootFile.path) : own, fixed, config };
  io.stdout.write(table(await valuesFor(session, path, config, options), path, layers, io.cwd));
}

interface Layers {
  readonly own: readonly Origin[];
  readonly main: readonly Origin[];
  readonly fixed: Partial<Settings>;
  readonly config: Config | undefined;
}

/** Those of the file for what counts by file, and those of its main file for the rest. */
async function valuesFor(
  session: Session,
  path: string,
  config: Config | undefined,
  { settings, fixed, projectFiles: which }: OptionsOfConfig,
): Promise<Settings> {
  const own = config
    ? settingsAt(config, path)
    : { ...(await session.projectFiles.settingsFor(path, settings, which)), ...fixed };
  const { policy, rules, requireReason } = own;
  return { ...(config?.settings ?? own), policy, rules, requireReason };
}

interface OptionsOfConfig {
  readonly settings: Settings;
  readonly fixed: Partial<Settings>;
  readonly projectFiles: Parameters<Session["projectFiles"]["originsFor"]>[1];
}

const BY_FILE: ReadonlySet<keyof Settings> = new Set(["policy", "rules", "requireReason"]);

function table(values: Settings, path: string, layers: Layers, cwd: string): string {
  const rows: (readonly [string, string, string])[] = [];
  for (const { key, name, kind } of PROJECT_SETTINGS) {
    if (kind === "rules") continue;
    rows.push([name, JSON.stringify(values[key]), originOf(key, layers, cwd)]);
  }
  for (const [id, severity] of Object.entries(values.rules)) {
    const from = layers.own.findLast((it) => it.values.rules?.[id] !== undefined);
    rows.push([`rules.${id}`, JSON.stringify(severity), from ? nameOf(from, cwd) : "default"]);
  }
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const [first = 0, second = 0] = widths;
  const root = layers.config?.rootFile.path ?? path;
  const head = root === path ? "" : `Main file: ${displayPath(cwd, root)}\n`;
  const lines = rows.map(([a, b, c]) => `${a.padEnd(first)}  ${b.padEnd(second)}  ${c}\n`);
  return head + lines.join("");
}

function originOf(key: keyof Settings, { own, main, fixed, config }: Layers, cwd: string): string {
  if (fixed[key] !== undefined) return "command line";
  const files = [...(config?.files.values() ?? [])];
  const comment = files.find((it) => readComments(it).settings[key] !== undefined);
  if (comment) return `comment in ${displayPath(cwd, comment.path)}`;
  const from = (BY_FILE.has(key) ? own : main).findLast((it) => it.values[key] !== undefined);
  return from ? nameOf(from, cwd) : "default";
}

function nameOf({ path, files }: Origin, cwd: string): string {
  const name = displayPath(cwd, path);
  return files ? `${name}, overrides for ${files.join(", ")}` : name;
}
