import { relative, resolve, sep } from "node:path";

/** What `-` is called; its includes count from the working directory. */
export const STDIN_NAME = "<stdin>";

/** Absolute, with `/` as separator, as the engine wants paths. */
export function enginePath(cwd: string, name: string): string {
  return resolve(cwd, name).split(sep).join("/");
}

/** Relative to the working directory, with `/` as separator. */
export function displayPath(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}
