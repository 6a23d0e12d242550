/** The process of the command line: its streams, its exit code, and the engine that is bundled with it. */
import { createSession } from "#core";
import { wasm } from "../server/wasm.ts";
import type { Engine, Io } from "./io.ts";
import { run } from "./run.ts";

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
};

// A reader that has seen enough, such as `head`, closes the pipe: what is left to write is not wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const engine: Engine = {
  createSession: (host) => createSession(wasm, host),
  // Loaded when asked for: the protocol's libraries would slow down every check.
  async serve() {
    const { startNodeServer } = await import("../server/node-main.ts");
    startNodeServer(async () => wasm);
  },
};

void run(process.argv.slice(2), io, engine).then((code) => {
  process.exitCode = code;
});
