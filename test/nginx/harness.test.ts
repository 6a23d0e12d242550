import { expect, test } from "vitest";
import { nginxTest } from "./harness.ts";

const EVENTS = "events {}\n";

test("a good configuration passes", async () => {
  expect(await nginxTest({ "nginx.conf": EVENTS })).toMatchObject({
    ok: true,
    message: "",
    file: undefined,
    line: undefined,
    warnings: [],
  });
});

test("an error comes with its file and line", async () => {
  const files = {
    "conf/main.conf": `${EVENTS}http {\n  include sites/*.conf;\n}\n`,
    "conf/sites/a.conf": "\nproxy_ssl_verfiy on;\n",
  };
  expect(await nginxTest(files, "conf/main.conf")).toMatchObject({
    ok: false,
    message: 'unknown directive "proxy_ssl_verfiy"',
    file: "conf/sites/a.conf",
    line: 2,
  });
});

test("an error without a place has none", async () => {
  expect(await nginxTest({ "nginx.conf": "http {}\n" })).toMatchObject({
    ok: false,
    message: 'no "events" section in configuration',
    file: undefined,
    line: undefined,
  });
});

test("warnings are kept apart", async () => {
  const { ok, warnings } = await nginxTest({
    "nginx.conf": `${EVENTS}http {\n  ssl_protocols TLSv1.2 TLSv1.2;\n}\n`,
  });
  expect(ok).toBe(true);
  expect(warnings).toEqual(['duplicate value "TLSv1.2" in nginx.conf:3']);
});

test("modules are loaded where a text needs them, and line numbers stay", async () => {
  const stream = `${EVENTS}stream {\n  server { listen 127.0.0.1:9; proxy_pass a.example.com:1; oops; }\n}\n`;
  expect(await nginxTest({ "nginx.conf": stream })).toMatchObject({
    message: 'unknown directive "oops"',
    line: 3,
  });
  const js = `${EVENTS}http {\n  js_fetch_verify on;\n}\nstream {\n  js_fetch_buffer_size 16k;\n}\n`;
  expect(await nginxTest({ "nginx.conf": js })).toMatchObject({ ok: true });
  const explicit = `load_module modules/ngx_http_js_module.so;\n${js}`;
  expect(await nginxTest({ "nginx.conf": explicit })).toMatchObject({ ok: true });
  expect(await nginxTest({ "nginx.conf": `${EVENTS}stream_log_format x;\n` })).toMatchObject({
    ok: false,
  });
});

test("dotted host names resolve, others do not", async () => {
  const to = (host: string) => ({
    "nginx.conf": `${EVENTS}http { server { location / { proxy_pass http://${host}; } } }\n`,
  });
  expect(await nginxTest(to("url_to_app.com"))).toMatchObject({ ok: true });
  expect(await nginxTest(to("gone.invalid"))).toMatchObject({
    ok: false,
    message: 'host not found in upstream "gone.invalid"',
  });
});

test("certificates of the run are there", async () => {
  const server = (certificate: string, key: string) => ({
    "nginx.conf": `${EVENTS}http {
      server {
        listen 127.0.0.1:18443 ssl;
        ssl_certificate certs/${certificate};
        ssl_certificate_key certs/${key};
      }
    }\n`,
  });
  expect(await nginxTest(server("srv.chain.crt", "srv.key"))).toMatchObject({ ok: true });
  const mismatch = await nginxTest(server("srv.crt", "rl.key"));
  expect(mismatch.message).toContain("key values mismatch");
});
