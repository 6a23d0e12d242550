import type { Connection } from "vscode-languageserver";

/** What the server says about itself, by level. Never file contents beyond names and rule ids. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** Sends each line to the client as `window/logMessage`. */
export function createLog(connection: Connection): Log {
  const { console } = connection;
  return {
    error: (message) => console.error(message),
    warn: (message) => console.warn(message),
    info: (message) => console.info(message),
    debug: (message) => console.debug(message),
  };
}

/** An error in words, with its stack where it has one. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
