/** The rules about HTTP/3 against each nginx that has it, with the QUIC client of the OpenSSL that came with it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, inject, test } from "vitest";
import { freePort, type Running, startNginx } from "./live.ts";
import { isAtLeast, type Oracle } from "./oracle.ts";
import { collect } from "./sandbox.ts";
import { expectTruth, findingsOf, httpsGet } from "./truth.ts";

const running: Running[] = [];

afterEach(async () => {
  for (const it of running.splice(0)) await it.stop();
});

/** Those that are fetched bring a client; the installed `openssl` may be too old for QUIC. */
const ORACLES = inject("oracles").filter(
  ({ program, version }) => isAtLeast(version, "1.25.0") && existsSync(clientOf(program)),
);

function clientOf(program: string): string {
  return join(dirname(program), "openssl");
}

const PAIR = "ssl_certificate certs/rl.crt; ssl_certificate_key certs/rl.key;";
const http = (servers: string) => `events {}\nhttp {\n${servers}\n}\n`;

interface Handshake {
  readonly port: number;
  readonly options?: readonly string[];
  /** The connection ends when this is there; otherwise after the handshake. */
  readonly until?: string;
}

/** What `openssl s_client` says of a handshake. */
async function shakeHands({ program }: Oracle, { port, options = [], until }: Handshake) {
  const args = ["s_client", "-quic", "-alpn", "h3", "-connect", `127.0.0.1:${port}`, ...options];
  const client = spawn(clientOf(program), args, { cwd: inject("certificates") });
  const said = [collect(client.stdout), collect(client.stderr)];
  const closed = once(client, "close");
  while (until !== undefined && client.exitCode === null && !existsSync(until)) await sleep(25);
  client.stdin.end();
  await closed;
  return said.map((it) => it()).join("");
}

/** Another socket, since nginx counts as started when it accepts over TCP. */
const READY = async () => `server { listen 127.0.0.1:${await freePort()}; }`;

if (ORACLES.length === 0) {
  test.skip("no nginx with HTTP/3 and a client for it; npm run fetch:nginx gets both");
}

describe.each(ORACLES.map((it) => [it.version, it] as const))("nginx %s", (_, oracle) => {
  test("http3-no-tls13: a server without TLS 1.3 is out of reach exactly if it is reported", async () => {
    const port = await freePort();
    const text = http(`
      ${await READY()}
      server { listen 127.0.0.1:${port} quic; server_name one.example.com; ${PAIR} }
      server {
          listen 127.0.0.1:${port} quic; server_name two.example.com; ${PAIR}
          ssl_protocols TLSv1.2;
      }`);
    running.push(await startNginx({ "nginx.conf": text }, oracle));
    const [one, two] = [
      await shakeHands(oracle, { port, options: ["-servername", "one.example.com"] }),
      await shakeHands(oracle, { port, options: ["-servername", "two.example.com"] }),
    ];
    const found = await findingsOf(text, "http3-no-tls13", oracle);
    expect(one).toContain("subject=CN");
    if (found.length === 0) expect(two).toContain("subject=CN");
    else expect(two).not.toContain("subject=CN");
  });

  test("http3-no-tcp: nobody answers over TCP", async () => {
    const port = await freePort();
    await expectTruth({
      oracle,
      rule: "http3-no-tcp",
      bad: http(`
      ${await READY()}
      server {
          listen 127.0.0.1:${port} quic;
          ${PAIR}
          return 200;
      }`),
      async observe() {
        const tcp = await httpsGet({ port });
        const quic = await shakeHands(oracle, { port });
        return `${tcp.trim()}, ${/subject=CN/.test(quic) ? "QUIC" : quic}`;
      },
      failure: /^ECONNREFUSED, QUIC$/,
      health: /^200, QUIC$/,
    });
  });

  test("http3-early-data: tickets offer early data exactly if nothing is reported", async () => {
    const port = await freePort();
    const text = http(`
      ${await READY()}
      server { listen 127.0.0.1:${port} quic; ssl_early_data on; ${PAIR} }`);
    running.push(await startNginx({ "nginx.conf": text }, oracle));
    const folder = await mkdtemp(join(tmpdir(), "nginx-tls-quic-"));
    const session = join(folder, "session");
    await shakeHands(oracle, { port, options: ["-sess_out", session], until: session });
    const again = await shakeHands(oracle, { port, options: ["-sess_in", session] });
    await rm(folder, { recursive: true });
    expect(again).toContain("Reused, TLSv1.3");
    const offered = /Max Early Data: (\d+)/.exec(again)?.[1];
    const found = await findingsOf(text, "http3-early-data", oracle);
    if (found.length === 0) expect(offered).not.toBe("0");
    else expect(offered).toBe("0");
  });
});
