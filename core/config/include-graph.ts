/** Which files a configuration's files include. */
import type { Directive, Word } from "../syntax/tree.ts";
import type { Config } from "./config.ts";
import type { SourceFile } from "./source-file.ts";

/** The word in the main file by which `path` becomes part of the configuration. */
export function includeLeadingTo(
  path: string,
  config: Pick<Config, "rootFile" | "files" | "includes">,
): Word | undefined {
  return config.rootFile.includes.find((it) => reachedFrom([it], config).has(path))?.args[0];
}

/** The files that these includes lead to, directly or through others. */
export function reachedFrom(
  includes: readonly Directive[],
  config: Pick<Config, "files" | "includes">,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = includes.flatMap((it) => targets(it, config));
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    for (const include of config.files.get(at)?.includes ?? []) {
      pending.push(...targets(include, config));
    }
  }
  return reached;
}

/** An include that makes nginx read a file which it is reading already. */
export interface Cycle {
  readonly include: Directive;
  readonly file: SourceFile;
  /** The path that is read again. */
  readonly path: string;
  /** True if a pattern is part of it: that finds nothing once no more files can be opened. */
  readonly hasPattern: boolean;
}

interface Step {
  readonly path: string;
  /** The include that led to the next file. */
  readonly include: Directive;
}

/** The includes that lead back to a file on the way to them, once each. */
export function findCycles(config: Pick<Config, "rootFile" | "files" | "includes">): Cycle[] {
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  const isPattern = ({ include }: Step) => config.includes.get(include)?.isPattern ?? false;
  const visit = (file: SourceFile, way: readonly Step[]) => {
    for (const include of file.includes) {
      const steps = [...way, { path: file.path, include }];
      for (const path of targets(include, config)) {
        const from = steps.findIndex((it) => it.path === path);
        const next = config.files.get(path);
        if (from >= 0) {
          cycles.push({ include, file, path, hasPattern: steps.slice(from).some(isPattern) });
        } else if (next && !done.has(path)) visit(next, steps);
      }
    }
    done.add(file.path);
  };
  visit(config.rootFile, []);
  return cycles;
}

function targets(include: Directive, { includes }: Pick<Config, "includes">): readonly string[] {
  return includes.get(include)?.files ?? [];
}
