/** What the rules warn of, seen in true handshakes: nginx as client of a backend, and as server. */
import { afterEach, expect, test } from "vitest";
import { nginxTest } from "./harness.ts";
import {
  freePort,
  httpGet,
  type Running,
  startNginx,
  startOpensslServer,
  tlsHandshake,
} from "./live.ts";
import { installed, isAtLeast } from "./oracle.ts";

const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function backend(certificate: string, ...options: string[]): Promise<number> {
  const port = await freePort();
  running.push(await startOpensslServer(port, certificate, ...options));
  return port;
}

/** Status that a proxy answers whose location holds `directives`, and what it logs. */
async function proxy(
  directives: string,
  upstream = "",
): Promise<{ status: number; body: string; log: string }> {
  const port = await freePort();
  const nginx = await startNginx({
    "nginx.conf": `
events {}
http {
    access_log off;
    ${upstream}
    server {
        listen 127.0.0.1:${port};
        location / {
            ${directives}
        }
    }
}
`,
  });
  const response = await httpGet(port).finally(() => nginx.stop());
  return { ...response, log: nginx.log() };
}

const VERIFY = `
    proxy_ssl_verify on;
    proxy_ssl_trusted_certificate certs/root.crt;`;

test("without verification an impostor is served", async () => {
  const port = await backend("impostor");
  const { status } = await proxy(`proxy_pass https://backend.example.com:${port};`);
  expect(status).toBe(200);
});

test("with verification an impostor is refused, the true backend is served", async () => {
  const impostor = await backend("impostor");
  const refused = await proxy(`proxy_pass https://backend.example.com:${impostor}; ${VERIFY}`);
  expect(refused.status).toBe(502);
  expect(refused.log).toContain("upstream SSL certificate verify error");
  const genuine = await backend("rl");
  const served = await proxy(`proxy_pass https://backend.example.com:${genuine}; ${VERIFY}`);
  expect(served.status).toBe(200);
});

test("with the wrong CA the true backend is refused", async () => {
  const port = await backend("rl");
  const { status, log } = await proxy(`
    proxy_pass https://backend.example.com:${port};
    proxy_ssl_verify on;
    proxy_ssl_trusted_certificate certs/stranger.crt;`);
  expect(status).toBe(502);
  expect(log).toContain("unable to verify the first certificate");
});

test("without SNI a name-based backend answers with its default certificate", async () => {
  const port = await freePort();
  const server = (name: string, certificate: string) => `
    server {
        listen 127.0.0.1:${port} ssl;
        server_name ${name};
        ssl_certificate certs/${certificate}.crt;
        ssl_certificate_key certs/${certificate}.key;
        return 200 ${name};
    }`;
  const servers = [server("other.example.com", "other"), server("backend.example.com", "rl")];
  const files = {
    "nginx.conf": `events {}\nhttp {\n access_log off;\n${servers.join("\n")}\n}\n`,
  };
  running.push(await startNginx(files));
  const pass = `proxy_pass https://backend.example.com:${port}; ${VERIFY}`;

  const without = await proxy(pass);
  expect(without.status).toBe(502);
  expect(without.log).toContain('upstream SSL certificate does not match "backend.example.com"');
  const withSni = await proxy(`${pass} proxy_ssl_server_name on;`);
  expect(withSni).toMatchObject({ status: 200, body: "backend.example.com" });
});

test("the name verified is the upstream group's until proxy_ssl_name says another", async () => {
  const port = await backend("rl");
  const group = `upstream pool { server backend.example.com:${port}; }`;
  const pass = `proxy_pass https://pool; ${VERIFY}`;

  const refused = await proxy(pass, group);
  expect(refused.status).toBe(502);
  expect(refused.log).toContain('upstream SSL certificate does not match "pool"');
  const served = await proxy(`${pass} proxy_ssl_name backend.example.com;`, group);
  expect(served.status).toBe(200);
});

test("the default verification depth allows one intermediate", async () => {
  const one = await backend("srv", "-cert_chain", "int.crt");
  const shallow = await proxy(`proxy_pass https://backend.example.com:${one}; ${VERIFY}`);
  expect(shallow.status).toBe(200);
  const two = await backend("deep", "-cert_chain", "chain2.crt");
  const pass = `proxy_pass https://backend.example.com:${two}; ${VERIFY}`;
  expect((await proxy(pass)).status).toBe(502);
  expect((await proxy(`${pass} proxy_ssl_verify_depth 2;`)).status).toBe(200);
});

test("a client key without its certificate is not sent", async () => {
  const port = await backend("rl", "-CAfile", "root.crt", "-Verify", "1", "-verify_return_error");
  const pass = `proxy_pass https://backend.example.com:${port}; proxy_ssl_certificate_key certs/cli.key;`;
  expect((await proxy(pass)).status).toBe(502);
  expect((await proxy(`${pass} proxy_ssl_certificate certs/cli.crt;`)).status).toBe(200);
});

test("an RSA certificate with an EC key passes nginx -t and fails every handshake", async () => {
  const port = await freePort();
  const pair = (key: string) => ({
    "nginx.conf": `
events {}
http {
    access_log off;
    server {
        listen 127.0.0.1:${port} ssl;
        ssl_certificate certs/rl.crt;
        ssl_certificate_key certs/${key};
        return 204;
    }
}
`,
  });
  expect(await nginxTest(pair("ec.key"))).toMatchObject({ ok: true, warnings: [] });
  const broken = await startNginx(pair("ec.key"));
  running.push(broken);
  expect(await tlsHandshake(port, "backend.example.com")).toMatch(/^E(RR_SSL|CONNRESET)/);
  await broken.stop();
  running.pop();
  running.push(await startNginx(pair("rl.key")));
  expect(await tlsHandshake(port, "backend.example.com")).toMatch(/^TLSv1\.[23]$/);
});

test.skipIf(isAtLeast(installed().openssl, "3.2"))(
  "a protocol list with a gap negotiates only its lowest block",
  async () => {
    const port = await backend("rl");
    const pass = `proxy_pass https://backend.example.com:${port};`;
    const gap = await proxy(`${pass} proxy_ssl_protocols TLSv1.1 TLSv1.3;`);
    expect(gap.status).toBe(502);
    const whole = await proxy(`${pass} proxy_ssl_protocols TLSv1.2 TLSv1.3;`);
    expect(whole.status).toBe(200);
  },
);
