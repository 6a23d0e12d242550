import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { describe, type Log } from "./log.ts";
import type { Background } from "./server.ts";

/** Logs what goes wrong, so that neither a bug of ours nor a client that went away ends the server. */
export class Guard {
  readonly log: Log;

  constructor(log: Log) {
    this.log = log;
  }

  request<P extends unknown[], R>(
    what: string,
    handler: (...params: P) => R | Promise<R>,
  ): (...params: P) => Promise<R> {
    return async (...params) => {
      try {
        return await handler(...params);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.log.error(`${what} failed: ${describe(error)}`);
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${what} failed`);
      }
    };
  }

  notification<P extends unknown[]>(
    what: string,
    handler: (...params: P) => void | Promise<void>,
  ): (...params: P) => void {
    const guarded = this.request(what, handler);
    return (...params) => {
      guarded(...params).catch(() => undefined);
    };
  }

  readonly background: Background = (what, task) => this.notification(what, task)();
}
