/** For each rule: the failure that it predicts, seen in running nginx, and gone after its fix. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { freePort, httpGet, type Running, startNginx, startOpensslServer } from "./live.ts";
import { expectTruth, httpsGet } from "./truth.ts";

const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function backend(certificate: string, ...options: string[]): Promise<number> {
  const port = await freePort();
  running.push(await startOpensslServer(port, certificate, ...options));
  return port;
}

async function nginxBackend(servers: (port: number) => string): Promise<number> {
  const port = await freePort();
  running.push(await startNginx({ "nginx.conf": http(servers(port)) }));
  return port;
}

function http(content: string): string {
  return `events { }\nhttp {\n    access_log off;\n${content}\n}\n`;
}

function certificate(name: string): string {
  return `ssl_certificate certs/${name}.crt; ssl_certificate_key certs/${name}.key;`;
}

function file(name: string): Promise<Buffer> {
  return readFile(join(inject("certificates"), name));
}

/** A proxy with one location. */
function proxy(port: number, directives: string, outside = ""): string {
  return http(`    ${outside}
    server {
        listen 127.0.0.1:${port};
        location / {
            ${directives}
        }
    }`);
}

/** The status of a request, with nginx's last words about the upstream. */
function ask(port: number, path = "/"): (log: () => string) => Promise<string> {
  return async (log) => {
    const { status, body } = await httpGet(port, path);
    const reason = /upstream SSL certificate [^,]*|SSL_do_handshake\(\) failed[^)]*\)/.exec(log());
    return `${status} ${status === 200 ? body.trim() : (reason?.[0] ?? "")}`;
  };
}

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

test("upstream-tls-protocols-gap: only the oldest versions are offered", async () => {
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
});

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

/** Two locations to one group of which `/a` is asked first; what `/b` says is the answer. */
function twoLocations(port: number, upstream: number, a: string, b: string): string {
  return http(`
    upstream backend.example.com { server 127.0.0.1:${upstream}; }
    server {
        listen 127.0.0.1:${port};
        location /a { proxy_pass https://backend.example.com; ${a} }
        location /b { proxy_pass https://backend.example.com; ${b} }
    }`);
}

function askBoth(port: number): (log: () => string) => Promise<string> {
  return async (log) => {
    await httpGet(port, "/a");
    return ask(port, "/b")(log);
  };
}

test("upstream-tls-policy-mixed: a session begun unverified fails where it is verified", async () => {
  const port = await freePort();
  const upstream = await nginxBackend(
    (it) => `
    ssl_protocols TLSv1.2; ssl_session_cache shared:a:1m;
    server { listen 127.0.0.1:${it} ssl; ${certificate("rl")} return 200 ok; }`,
  );
  const apart = "proxy_ssl_session_reuse off;";
  await expectTruth({
    rule: "upstream-tls-policy-mixed",
    bad: twoLocations(port, upstream, "", VERIFY),
    good: twoLocations(port, upstream, apart, `${VERIFY} ${apart}`),
    observe: askBoth(port),
    failure: /^502 upstream SSL certificate verify error/,
    health: /^200 ok/,
  });
});

const WHO = (port: number) => `
    ssl_protocols TLSv1.2; ssl_session_cache shared:a:1m;
    server {
        listen 127.0.0.1:${port} ssl; ${certificate("rl")}
        ssl_client_certificate certs/root.crt; ssl_verify_client optional;
        return 200 "[$ssl_client_s_dn]";
    }`;

test("upstream-tls-policy-mixed: a client certificate goes where none is configured", async () => {
  const [upstream, port] = [await nginxBackend(WHO), await freePort()];
  const mutual = "proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/cli.key;";
  await expectTruth({
    rule: "upstream-tls-policy-mixed",
    bad: twoLocations(port, upstream, mutual, ""),
    observe: askBoth(port),
    failure: /^200 \[CN=client\]/,
    health: /^200 \[\]/,
  });
});

test("upstream-tls-variable-client-cert-reuse: one request's certificate serves the next", async () => {
  const [upstream, port] = [await nginxBackend(WHO), await freePort()];
  await expectTruth({
    rule: "upstream-tls-variable-client-cert-reuse",
    bad: proxy(
      port,
      `proxy_pass https://backend.example.com;
            proxy_ssl_certificate ${inject("certificates")}/$arg_who.crt;
            proxy_ssl_certificate_key ${inject("certificates")}/$arg_who.key;`,
      `upstream backend.example.com { server 127.0.0.1:${upstream}; }`,
    ),
    observe: async (log) => {
      await httpGet(port, "/?who=cli");
      return ask(port, "/?who=backend1")(log);
    },
    failure: /^200 \[CN=client\]/,
    health: /^200 \[CN=backend1\.example\.com\]/,
  });
});

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

test("tls-protocols-non-default-server: the default server's versions count for all", async () => {
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
});

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
