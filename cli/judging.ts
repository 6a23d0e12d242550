/** How files are judged: what all commands that put configurations together are told in the same words. */
import { type Command, InvalidArgumentError } from "commander";
import {
  type CheckOptions,
  DEFAULT_SETTINGS,
  type PathMapping,
  type ProjectFileOptions,
  parseSettings,
  placeNamed,
  type Settings,
  toMappings,
} from "#core";
import { CannotRun, type Io } from "./io.ts";
import { enginePath } from "./paths.ts";
import { projectFiles } from "./project.ts";
import { addSettings, fixedSettings, type SettingsFlags } from "./settings-flags.ts";
import { resolveTargets, type Targets } from "./targets.ts";

export interface JudgingFlags extends SettingsFlags {
  /** The main file that paths are judged as parts of. */
  readonly root?: string;
  /** The name of a place. */
  readonly context?: string;
  readonly pathMap?: Settings["pathMap"];
}

/** What is told of all files alike; `optionsFor` adds what the project files say of one. */
export interface JudgingOptions extends CheckOptions {
  readonly fixed: Partial<Settings>;
  readonly projectFiles: ProjectFileOptions;
  readonly search: readonly string[];
  readonly mappings: readonly PathMapping[];
}

export function addJudging(command: Command): Command {
  return addSettings(
    command
      .option("--root <main>", "judge the paths as parts of this main file")
      .option(
        "--context <place>",
        'judge each path alone, as what stands in this block: "http", "server", "stream/server" …',
        place,
      )
      .option(
        "--path-map <from=to>",
        'where a folder of nginx\'s machine lies here, such as "/etc/nginx=conf"; may be repeated',
        pathMap,
      ),
  );
}

/** Throws CannotRun. */
export async function judgingOptions(
  flags: JudgingFlags,
  targets: Targets,
  io: Io,
): Promise<JudgingOptions> {
  const at = flags.context === undefined ? undefined : placeNamed(flags.context);
  if (at !== undefined && flags.root !== undefined) {
    throw new CannotRun("--context and --root exclude each other");
  }
  const options: JudgingOptions = {
    settings: DEFAULT_SETTINGS,
    fixed: fixedSettings(flags),
    projectFiles: await projectFiles(flags, io),
    search: targets.folders,
    mappings: toMappings(flags.pathMap ?? {}, enginePath(io.cwd, ".")),
    ...(at && { place: at }),
  };
  if (flags.root === undefined) return options;
  const root = await resolveTargets([flags.root], io);
  if (root.folders.length > 0) throw new CannotRun(`--root "${flags.root}" is a folder`);
  return { ...options, root: enginePath(io.cwd, flags.root) };
}

/** The name of a place, once it is known to be one. */
function place(name: string): string {
  if (placeNamed(name) === undefined) {
    throw new InvalidArgumentError('Give a block such as "http", "server" or "stream/server".');
  }
  return name;
}

/** Adds one `/etc/nginx=conf` to those before. */
function pathMap(text: string, before: Settings["pathMap"] = {}): Settings["pathMap"] {
  const [from = "", to = ""] = text.split(/=(.*)/s);
  const map = { ...before, [from]: to };
  if (parseSettings({ pathMap: map }, new Set()).problems.length > 0) {
    throw new InvalidArgumentError('Give two folders such as "/etc/nginx=conf".');
  }
  return map;
}
