/** Peers of nginx for the tests of live truth, and the configurations that lead to them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { freePort, httpGet, type Running, startNginx, startOpensslServer } from "./live.ts";

const running: Running[] = [];

/** Ends what a test has started. */
export async function stopPeers(): Promise<void> {
  for (const server of running.splice(0)) await server.stop();
}

export async function backend(certificate: string, ...options: string[]): Promise<number> {
  const port = await freePort();
  running.push(await startOpensslServer(port, certificate, ...options));
  return port;
}

export async function nginxBackend(servers: (port: number) => string): Promise<number> {
  const port = await freePort();
  running.push(await startNginx({ "nginx.conf": http(servers(port)) }));
  return port;
}

export function http(content: string): string {
  return `events { }\nhttp {\n    access_log off;\n${content}\n}\n`;
}

export function certificate(name: string): string {
  return `ssl_certificate certs/${name}.crt; ssl_certificate_key certs/${name}.key;`;
}

export function file(name: string): Promise<Buffer> {
  return readFile(join(inject("certificates"), name));
}

/** A proxy with one location. */
export function proxy(port: number, directives: string, outside = ""): string {
  return http(`    ${outside}
    server {
        listen 127.0.0.1:${port};
        location / {
            ${directives}
        }
    }`);
}

/** The status of a request, with nginx's last words about the upstream. */
export function ask(port: number, path = "/"): (log: () => string) => Promise<string> {
  return async (log) => {
    const { status, body } = await httpGet(port, path);
    return `${status} ${status === 502 ? await reasonIn(log) : body.trim()}`;
  };
}

const REASON = /upstream SSL certificate [^,]*|SSL_do_handshake\(\) failed[^)]*\)/;

/** The log comes by another way than the answer, and may be later. */
async function reasonIn(log: () => string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [reason] = REASON.exec(log()) ?? [];
    if (reason !== undefined) return reason;
    await sleep(20);
  }
  return "";
}
