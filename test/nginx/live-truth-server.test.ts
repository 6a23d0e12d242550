/** For each rule about servers: the failure that it predicts, seen in running nginx, and gone after its fix. */
import { afterEach, inject, test } from "vitest";
import { freePort, httpGet } from "./live.ts";
import { installed, isAtLeast } from "./oracle.ts";
import { expectTruth, httpsGet } from "./truth.ts";
import { certificate, file, http, nginxBackend, proxy, stopPeers } from "./truth-peers.ts";

afterEach(stopPeers);

test("client-verify-optional-unchecked: nobody needs a certificate", async () => {
  const port = await freePort();
  await expectTruth({
    rule: "client-verify-optional-unchecked",
    bad: http(`    server {
        listen 127.0.0.1:${port} ssl;
        ${certificate("rl")}
        ssl_client_certificate certs/root.crt;
        ssl_verify_client optional;
        location / { root ${inject("certificates")}; try_files /garbage =404; }
    }`),
    observe: () => httpsGet({ port }),
    failure: /^200 garbage/,
    health: /^40[03] /,
  });
});

test("client-verify-plaintext-bypass: over plain HTTP no certificate is asked for", async () => {
  const [port, plain] = [await freePort(), await freePort()];
  await expectTruth({
    rule: "client-verify-plaintext-bypass",
    bad: http(`    server {
        listen ${plain};
        listen 127.0.0.1:${port} ssl;
        ${certificate("rl")}
        ssl_client_certificate certs/root.crt;
        ssl_verify_client on;
        location / { root ${inject("certificates")}; try_files /garbage =404; }
    }`),
    observe: async () => {
      const { status, body } = await httpGet(plain);
      return `${status} ${body}`;
    },
    failure: /^200 garbage/,
    health: /^301 /,
  });
});

test("listen-ssl-mixed: the server that seems plain is not", async () => {
  const port = await freePort();
  const servers = (first: string) => `
    server { listen 127.0.0.1:${port}${first}; server_name plain.example.com; ${certificate("rl")} return 200 here; }
    server { listen 127.0.0.1:${port} ssl; server_name tls.example.com; ${certificate("rl")} return 204; }`;
  await expectTruth({
    rule: "listen-ssl-mixed",
    bad: http(servers("")),
    observe: async () => {
      const { status } = await httpGet(port);
      return `plain ${status}, TLS ${await httpsGet({ port, name: "plain.example.com" })}`;
    },
    failure: /^plain 400, TLS 200 here/,
    health: /^plain 400, TLS 200 here/,
  });
});

test("server-tls-vhost-no-certificate: another server's certificate is shown", async () => {
  const port = await freePort();
  const servers = (own: string) => `
    server { listen 127.0.0.1:${port} ssl default_server; server_name other.example.com; ${certificate("other")} }
    server { listen 127.0.0.1:${port} ssl; server_name backend.example.com; ${own} return 200 here; }`;
  const ca = await file("root.crt");
  await expectTruth({
    rule: "server-tls-vhost-no-certificate",
    bad: http(servers("")),
    good: http(servers(certificate("rl"))),
    observe: () => httpsGet({ port, name: "backend.example.com", ca }),
    failure: /^ERR_TLS_CERT_ALTNAME_INVALID/,
    health: /^200 here/,
  });
});

test("tls-key-mismatch: an EC key for an RSA certificate fails every handshake", async () => {
  const port = await freePort();
  const server = (key: string) =>
    http(`    server {
        listen 127.0.0.1:${port} ssl;
        ssl_certificate certs/rl.crt;
        ssl_certificate_key certs/${key};
        return 200 here;
    }`);
  await expectTruth({
    rule: "tls-key-mismatch",
    bad: server("ec.key"),
    good: server("rl.key"),
    observe: () => httpsGet({ port }),
    failure: /^E(RR_SSL|CONNRESET|PROTO)/,
    health: /^200 here/,
  });
});

/** A server with one certificate, and a client that verifies it. */
async function verified(
  rule: string,
  bad: string,
  failure: RegExp,
  good = certificate("rl"),
): Promise<void> {
  const port = await freePort();
  const server = (pair: string) =>
    http(`    server {
        listen 127.0.0.1:${port} ssl;
        server_name backend.example.com;
        ${pair}
        return 200 here;
    }`);
  const ca = await file("root.crt");
  await expectTruth({
    rule,
    bad: server(bad),
    good: server(good),
    observe: () => httpsGet({ port, name: "backend.example.com", ca }),
    failure,
    health: /^200 here/,
  });
}

test("tls-cert-expired: nginx serves it, and clients refuse it", () =>
  verified("tls-cert-expired", certificate("exp"), /^CERT_HAS_EXPIRED/));

test("tls-san-mismatch: the certificate is for other names", () =>
  verified("tls-san-mismatch", certificate("other"), /^ERR_TLS_CERT_ALTNAME_INVALID/));

test("tls-chain-incomplete: clients do not know who signed it", () =>
  verified(
    "tls-chain-incomplete",
    certificate("srv"),
    /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    "ssl_certificate certs/srv.full.crt; ssl_certificate_key certs/srv.key;",
  ));

test("tls-server-eku: the certificate is for clients only", () =>
  verified("tls-server-eku", certificate("cli"), /^INVALID_PURPOSE/));

test("tls-client-eku: an upstream refuses a certificate for servers only", async () => {
  const port = await freePort();
  const upstream = await nginxBackend(
    (it) => `
    server {
        listen 127.0.0.1:${it} ssl; ${certificate("rl")}
        ssl_client_certificate certs/root.crt; ssl_verify_client on;
        return 200 "[$ssl_client_s_dn]";
    }`,
  );
  const location = (name: string) =>
    proxy(
      port,
      `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_certificate certs/${name}.crt;
            proxy_ssl_certificate_key certs/${name}.key;`,
    );
  await expectTruth({
    rule: "tls-client-eku",
    bad: location("server-only"),
    good: location("cli"),
    observe: async () => String((await httpGet(port)).status),
    failure: /^400/,
    health: /^200/,
  });
});

test.skipIf(isAtLeast(installed().version, "1.29.2"))(
  "tls-protocols-non-default-server: the default server's versions count for all",
  async () => {
    const port = await freePort();
    const server = (name: string, protocols: string) => `
    server {
        listen 127.0.0.1:${port} ssl;
        server_name ${name};
        ${certificate("rl")}
        ssl_protocols ${protocols};
        return 200 "$ssl_protocol";
    }`;
    const second = server("second.example.com", "TLSv1.3");
    await expectTruth({
      rule: "tls-protocols-non-default-server",
      bad: http(server("first.example.com", "TLSv1.2 TLSv1.3") + second),
      good: http(server("first.example.com", "TLSv1.3") + second),
      observe: () => httpsGet({ port, name: "second.example.com", maxVersion: "TLSv1.2" }),
      failure: /^200 TLSv1\.2/,
      health: /^E/,
    });
  },
);

test("hsts-dropped: a location's own header takes the place of all outer ones", async () => {
  const port = await freePort();
  const text = (inner: string) =>
    http(`    server {
        listen 127.0.0.1:${port} ssl;
        ${certificate("rl")}
        add_header Strict-Transport-Security "max-age=63072000" always;
        location / {
            add_header X-Frame-Options DENY;${inner}
            return 200 here;
        }
    }`);
  const observe = async () => {
    const response = await fetchHeaders(port);
    return String(response["strict-transport-security"]);
  };
  await expectTruth({
    rule: "hsts-dropped",
    bad: text(""),
    good: text('\n            add_header Strict-Transport-Security "max-age=63072000" always;'),
    observe,
    failure: /^undefined/,
    health: /^max-age=63072000/,
  });
});

async function fetchHeaders(port: number): Promise<Record<string, unknown>> {
  const { get } = await import("node:https");
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, agent: false, rejectUnauthorized: false };
    get(options, (response) => {
      response.resume();
      resolve(response.headers);
    }).on("error", reject);
  });
}
