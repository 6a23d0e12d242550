/** What locations that share an upstream hand on: sessions, kept connections, and who they were made for. */
import { afterEach, inject, test } from "vitest";
import { freePort, httpGet } from "./live.ts";
import { expectTruth } from "./truth.ts";
import { ask, certificate, http, nginxBackend, proxy, stopPeers } from "./truth-peers.ts";

afterEach(stopPeers);

const VERIFY = `proxy_ssl_verify on;
            proxy_ssl_trusted_certificate certs/root.crt;`;
const MUTUAL = "proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/cli.key;";

/** Two locations to one group of which `/a` is asked first; what `/b` says is the answer. */
function twoLocations(port: number, upstream: number, a: string, b: string, more = ""): string {
  return http(`
    upstream backend.example.com { server 127.0.0.1:${upstream}; ${more} }
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
  await expectTruth({
    rule: "upstream-tls-policy-mixed",
    bad: twoLocations(port, upstream, MUTUAL, ""),
    observe: askBoth(port),
    failure: /^200 \[CN=client\]/,
    health: /^200 \[\]/,
  });
});

test("upstream-tls-policy-mixed: one that reuses no session neither takes nor leaves any", async () => {
  const [upstream, port] = [await nginxBackend(WHO), await freePort()];
  await expectTruth({
    rule: "upstream-tls-policy-mixed",
    bad: twoLocations(port, upstream, MUTUAL, ""),
    good: twoLocations(port, upstream, MUTUAL, "proxy_ssl_session_reuse off;"),
    observe: askBoth(port),
    failure: /^200 \[CN=client\]/,
    health: /^200 \[\]/,
  });
});

test("upstream-tls-policy-mixed: the name of a kept connection is not checked again", async () => {
  const [upstream, port] = [await nginxBackend(WHO), await freePort()];
  const named = (name: string) =>
    `${VERIFY} proxy_ssl_name ${name}; proxy_http_version 1.1; proxy_set_header Connection "";`;
  const [right, wrong] = [named("backend.example.com"), named("other.example.com")];
  await expectTruth({
    rule: "upstream-tls-policy-mixed",
    bad: twoLocations(port, upstream, right, wrong, "keepalive 4;"),
    good: twoLocations(port, upstream, right, wrong),
    observe: askBoth(port),
    failure: /^200 /,
    health: /^502 upstream SSL certificate does not match "other\.example\.com"/,
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

test("upstream-tls-variable-client-cert-reuse: a kept connection does, too", async () => {
  const [upstream, port] = [await nginxBackend(WHO), await freePort()];
  await expectTruth({
    rule: "upstream-tls-variable-client-cert-reuse",
    bad: proxy(
      port,
      `proxy_pass https://backend.example.com;
            proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_ssl_session_reuse off;
            proxy_ssl_certificate ${inject("certificates")}/$arg_who.crt;
            proxy_ssl_certificate_key ${inject("certificates")}/$arg_who.key;`,
      `upstream backend.example.com { server 127.0.0.1:${upstream}; keepalive 8; }`,
    ),
    observe: async (log) => {
      await httpGet(port, "/?who=cli");
      return ask(port, "/?who=backend1")(log);
    },
    failure: /^200 \[CN=client\]/,
    health: /^200 \[CN=backend1\.example\.com\]/,
  });
});
