/** The rules about mail, on running nginx: what clients and the server for logins see. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterEach, inject, test } from "vitest";
import { freePort } from "./live.ts";
import { expectTruth } from "./truth.ts";

/** Names and passwords that nginx asked about. */
const logins: string[] = [];
let server: Server | undefined;

afterEach(async () => {
  logins.length = 0;
  server?.close();
  server = undefined;
});

/** Refuses everybody; its port. */
async function loginServer(): Promise<number> {
  server = createServer((request, response) => {
    logins.push(`${request.headers["auth-user"]} ${request.headers["auth-pass"]}`);
    response.setHeader("Auth-Status", "Unknown").end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** What the server answers to `words` in plain text, until it closes the connection. */
async function say(port: number, ...words: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  let said = "";
  const lines = [...words];
  socket.on("data", (text) => {
    said += text;
    const line = lines.shift();
    if (line === undefined) socket.end();
    else socket.write(`${line}\r\n`);
  });
  socket.on("error", () => socket.destroy());
  await once(socket, "close");
  return said;
}

const mail = (port: number, auth: number, more: string) => `events {}
mail {
    auth_http 127.0.0.1:${auth}/;
    server {
        listen 127.0.0.1:${port};
        protocol imap;
        ssl_certificate certs/rl.crt;
        ssl_certificate_key certs/rl.key;
        ${more}
    }
}
`;

test("mail-starttls-optional: a password crosses the network in plain text", async () => {
  const [port, auth] = [await freePort(), await loginServer()];
  await expectTruth({
    rule: "mail-starttls-optional",
    bad: mail(port, auth, "starttls on;"),
    async observe() {
      logins.length = 0;
      const said = await say(port, "a LOGIN joe secret");
      return `${logins.join()}; ${said}`;
    },
    failure: /^joe secret;/,
    health: /^; .*a BAD/s,
  });
});

test("mail-cert-unused: nobody is shown the certificate", async () => {
  const [port, auth] = [await freePort(), await loginServer()];
  await expectTruth({
    rule: "mail-cert-unused",
    bad: mail(port, auth, ""),
    good: mail(port, auth, "").replace(`:${port};`, `:${port} ssl;`),
    observe: () => peerName(port),
    failure: /^ERR_SSL/,
    health: /^backend\.example\.com$/,
  });
});

async function peerName(port: number): Promise<string> {
  const ca = await readFile(join(inject("certificates"), "root.crt"));
  return new Promise((resolve) => {
    const name = "backend.example.com";
    const socket = connectTls({ host: "127.0.0.1", port, servername: name, ca }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
