/** For each rule about upstreams: the failure that it predicts, seen in running nginx, and gone after its fix. */
import { afterEach, expect, inject, test } from "vitest";
import { freePort, httpGet, startNginx } from "./live.ts";
import { installed, isAtLeast } from "./oracle.ts";
import { expectTruth, findingsOf } from "./truth.ts";
import { ask, backend, certificate, nginxBackend, proxy, stopPeers } from "./truth-peers.ts";

afterEach(stopPeers);

const VERIFY = `proxy_ssl_verify on;
            proxy_ssl_trusted_certificate certs/root.crt;`;
const SERVED = /^200 /;

test("upstream-tls-verify-off: an impostor is served", async () => {
  const [upstream, port] = [await backend("impostor"), await freePort()];
  await expectTruth({
    rule: "upstream-tls-verify-off",
    bad: proxy(port, `proxy_pass https://backend.example.com:${upstream};`),
    observe: ask(port),
    failure: SERVED,
    health: /^502 upstream SSL certificate verify error/,
  });
});

test("upstream-tls-verify-off: its fix serves the true backend", async () => {
  const [upstream, port] = [await backend("rl"), await freePort()];
  await expectTruth({
    rule: "upstream-tls-verify-off",
    bad: proxy(port, `proxy_pass https://backend.example.com:${upstream};`),
    observe: ask(port),
    failure: SERVED,
    health: SERVED,
  });
});

test("upstream-tls-trusted-unused: a CA alone verifies nothing", async () => {
  const [upstream, port] = [await backend("impostor"), await freePort()];
  await expectTruth({
    rule: "upstream-tls-trusted-unused",
    bad: proxy(
      port,
      `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_server_name on;
            proxy_ssl_trusted_certificate certs/root.crt;`,
    ),
    observe: ask(port),
    failure: SERVED,
    health: /^502 upstream SSL certificate verify error/,
  });
});

test("upstream-tls-verify-no-sni: a name-based backend shows its default certificate", async () => {
  const port = await freePort();
  const upstream = await nginxBackend(
    (it) => `
    server { listen 127.0.0.1:${it} ssl; server_name other.example.com; ${certificate("other")} }
    server { listen 127.0.0.1:${it} ssl; server_name backend.example.com; ${certificate("rl")} return 200 right; }`,
  );
  await expectTruth({
    rule: "upstream-tls-verify-no-sni",
    bad: proxy(port, `proxy_pass https://backend.example.com:${upstream};\n            ${VERIFY}`),
    observe: ask(port),
    failure: /^502 upstream SSL certificate does not match "backend.example.com"/,
    health: /^200 right/,
  });
});

test("upstream-tls-name-is-group: the certificate is compared with the group's name", async () => {
  const [upstream, port] = [await backend("rl"), await freePort()];
  await expectTruth({
    rule: "upstream-tls-name-is-group",
    bad: proxy(
      port,
      `proxy_pass https://pool;\n            proxy_ssl_server_name on;\n            ${VERIFY}`,
      `upstream pool { server backend.example.com:${upstream}; }`,
    ),
    observe: ask(port),
    failure: /^502 upstream SSL certificate does not match "pool"/,
    health: SERVED,
  });
});

test("upstream-tls-verify-ip-name: an address matches no certificate", async () => {
  const [upstream, port] = [await backend("rl"), await freePort()];
  const pass = `proxy_pass https://127.0.0.1:${upstream};\n            ${VERIFY}`;
  await expectTruth({
    rule: "upstream-tls-verify-ip-name",
    bad: proxy(port, pass),
    good: proxy(port, `${pass}\n            proxy_ssl_name backend.example.com;`),
    observe: ask(port),
    failure: /^502 upstream SSL certificate does not match "127.0.0.1"/,
    health: SERVED,
  });
});

test("upstream-tls-name-trailing-dot: such a name never matches", async () => {
  const [upstream, port] = [await backend("rl"), await freePort()];
  await expectTruth({
    rule: "upstream-tls-name-trailing-dot",
    bad: proxy(
      port,
      `proxy_pass https://backend.example.com:${upstream};
            ${VERIFY}
            proxy_ssl_name backend.example.com.;`,
    ),
    observe: ask(port),
    failure: /^502 upstream SSL certificate does not match "backend.example.com."/,
    health: SERVED,
  });
});

test.skipIf(isAtLeast(installed().openssl, "3.2"))(
  "upstream-tls-protocols-gap: only the oldest versions are offered",
  async () => {
    const [upstream, port] = [await backend("rl"), await freePort()];
    await expectTruth({
      rule: "upstream-tls-protocols-gap",
      bad: proxy(
        port,
        `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_protocols TLSv1 TLSv1.2 TLSv1.3;`,
      ),
      observe: ask(port),
      failure: /^502 /,
      health: SERVED,
    });
  },
);

const NEWER = inject("oracles").filter((it) => isAtLeast(it.openssl, "3.2"));

test.each(NEWER.map((it) => [it.openssl, it] as const))(
  "upstream-tls-protocols-gap: OpenSSL %s passes over the old ones, and nothing is reported",
  async (_, oracle) => {
    const [upstream, port] = [await backend("rl"), await freePort()];
    const text = proxy(
      port,
      `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_protocols TLSv1 TLSv1.2 TLSv1.3;`,
    );
    expect(await findingsOf(text, "upstream-tls-protocols-gap", oracle)).toEqual([]);
    const nginx = await startNginx({ "nginx.conf": text }, oracle);
    try {
      expect((await httpGet(port)).status).toBe(200);
    } finally {
      await nginx.stop();
    }
  },
);

test("upstream-tls-key-without-cert: the key alone identifies nobody", async () => {
  const port = await freePort();
  const upstream = await nginxBackend(
    (it) => `
    server {
        listen 127.0.0.1:${it} ssl; ${certificate("rl")}
        ssl_client_certificate certs/root.crt; ssl_verify_client optional;
        return 200 "[$ssl_client_s_dn]";
    }`,
  );
  const pass = `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_certificate_key certs/cli.key;`;
  await expectTruth({
    rule: "upstream-tls-key-without-cert",
    bad: proxy(port, pass),
    good: proxy(port, `${pass}\n            proxy_ssl_certificate certs/cli.crt;`),
    observe: ask(port),
    failure: /^200 \[\]/,
    health: /^200 \[CN=client\]/,
  });
});

test("a rule that does not warn fails its test", async () => {
  const port = await freePort();
  const claim = expectTruth({
    rule: "upstream-tls-verify-off",
    bad: proxy(port, "proxy_pass http://127.0.0.1:9;"),
    observe: ask(port),
    failure: /./,
    health: /./,
  });
  await expect(claim).rejects.toThrow("upstream-tls-verify-off warns");
});
