/** Servers on loopback for true handshakes. Each has a `stop`, to be awaited in `afterEach`. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { inject } from "vitest";
import { type Files, makePrefix, nginxCommand, texts } from "./harness.ts";
import { installed, type Oracle } from "./oracle.ts";
import { collect, start } from "./sandbox.ts";

export interface Running {
  /** What the server has written to stderr so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts nginx on `nginx.conf` of `files` and waits until each `listen 127.0.0.1:PORT` accepts. */
export async function startNginx(files: Files, oracle: Oracle = installed()): Promise<Running> {
  const prefix = await makePrefix(files, oracle);
  const globals = "daemon off; master_process off;";
  const command = nginxCommand({ oracle, prefix, main: "nginx.conf", files, options: [], globals });
  const child = await start(command, prefix, texts(files));
  const ports = texts(files).flatMap((text) =>
    [...text.matchAll(/listen\s+127\.0\.0\.1:(\d+)(?![^;]*\bquic\b)/g)].map((it) => Number(it[1])),
  );
  const running = watch(child, () => rm(prefix, { recursive: true }));
  await accepts(child, ports, running);
  return running;
}

/** `openssl s_server` with files of the certificate folder; answers every GET with status 200. */
export async function startOpensslServer(
  port: number,
  certificate: string,
  ...options: string[]
): Promise<Running> {
  const args = ["s_server", "-accept", `127.0.0.1:${port}`, "-www"];
  const pair = ["-cert", `${certificate}.crt`, "-key", `${certificate}.key`];
  const child = spawn("openssl", [...args, ...pair, ...options], {
    cwd: inject("certificates"),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const running = watch(child, async () => {});
  await accepts(child, [port], running);
  return running;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("no port is free");
  return address.port;
}

export async function httpGet(port: number, path = "/"): Promise<{ status: number; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, agent: false }, resolve).on("error", reject);
  });
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += chunk;
  return { status: response.statusCode ?? 0, body };
}

/** Shakes hands without verifying: the protocol agreed on, or the error code. */
export function tlsHandshake(port: number, servername: string): Promise<string> {
  return new Promise((resolve) => {
    const options = { host: "127.0.0.1", port, servername, rejectUnauthorized: false };
    const socket = connectTls(options, () => {
      resolve(socket.getProtocol() ?? "");
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

function watch(child: ChildProcess, cleanUp: () => Promise<void>): Running {
  const log = collect(child.stderr);
  const closed = once(child, "close");
  return {
    log,
    async stop() {
      child.kill("SIGTERM");
      await closed;
      await cleanUp();
    },
  };
}

async function accepts(
  child: ChildProcess,
  ports: readonly number[],
  running: Running,
): Promise<void> {
  for (const port of ports) {
    for (let attempt = 0; !(await canConnect(port)); attempt++) {
      if (child.exitCode !== null || attempt === 200) {
        await running.stop();
        throw new Error(`the server does not listen on ${port}: ${running.log()}`);
      }
      await sleep(25);
    }
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
