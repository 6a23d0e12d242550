/** What the command line needs of its process, so that tests can run it without one. */
import type { Host, Session } from "#core";

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** The parts that only the bundled program has. */
export interface Engine {
  createSession(host: Host): Promise<Session>;
  /** Starts the language server on the process's standard streams; the client ends it. */
  serve(): Promise<void>;
}

/** The reason why there is no result: printed on stderr, exit code 2. */
export class CannotRun extends Error {}

/** The last words of help on commands that answer with text alone. */
export const EXIT_HELP = "\nExit code: 0, or 2 could not run.";
