import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, inspectText } from "#core";
import { type CompletionOptions, completeAt, labelsAt } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";
import { certificateFor, party, toPem } from "../../harness/real-certificate.ts";

test("upstream groups with the scheme that their ports suggest, and where they are defined", async () => {
  const { labels, item, taken } = await completeAt(conf`
    http {
        upstream plain { server a.example:80; }
        upstream secure { server b.example:8443; server c.example:8443; }
        server { location / { proxy_pass $0; } }
    }
    stream { upstream tcp { server d.example:1; } }
  `);
  expect(labels.slice(0, 2)).toEqual(["http://plain", "https://secure"]);
  expect(labels).toEqual(expect.arrayContaining(["http://secure", "https://", "http://"]));
  expect(labels.join()).not.toContain("tcp");
  expect(item("https://secure").detail).toBe("b.example:8443, c.example:8443");
  expect(taken("https://secure")).toContain("proxy_pass https://secure;");
});

test("behind a scheme only the host is replaced", async () => {
  const { taken } = await completeAt(conf`
    http { upstream back { server a:1; } server { location / { proxy_pass https://ba$0x/api; } } }
  `);
  expect(taken("back", "replace")).toContain("proxy_pass https://back/api;");
});

test.each([
  [
    "groups of stream",
    "stream { upstream tcp { server a:1; } server { proxy_pass $0; } } http { upstream web { server a:1; } }",
    ["tcp"],
    ["web", "http://"],
  ],
  [
    "groups for gRPC",
    "http { upstream g { server a:1; } server { location / { grpc_pass $0; } } }",
    ["grpc://g", "grpcs://g"],
    ["http://"],
  ],
  [
    "groups without a scheme",
    "http { upstream php { server a:1; } server { location / { fastcgi_pass $0; } } }",
    ["php", "unix:/run/php/php-fpm.sock"],
    ["http://"],
  ],
  [
    "zones of requests",
    "http { limit_req_zone $a zone=one:1m rate=1r/s; limit_conn_zone $a zone=two:1m; server { limit_req zone=$0; } }",
    ["one"],
    ["two"],
  ],
  [
    "zones of connections",
    "http { limit_conn_zone $a zone=two:1m; server { limit_conn $0; } }",
    ["two"],
    [],
  ],
  [
    "caches",
    "http { proxy_cache_path /x keys_zone=web:1m; fastcgi_cache_path /y keys_zone=php:1m; server { proxy_cache $0; } }",
    ["web", "off"],
    ["php"],
  ],
  [
    "log formats",
    "http { log_format short a; server { access_log /x $0; } } stream { log_format tcp b; }",
    ["short", "combined"],
    ["tcp"],
  ],
  [
    "named locations of the server",
    "http { server { error_page 404 $0; location @here {} } server { location @there {} } }",
    ["@here"],
    ["@there"],
  ],
  [
    "locations for a subrequest",
    "http { server { location / { auth_request $0; } location = /auth {} } }",
    ["/auth"],
    [],
  ],
  ["pools of threads", "thread_pool big threads=2; http { aio threads=$0; }", ["big"], []],
  [
    "scripts",
    "http { js_import main from x.js; server { location / { js_content $0; } } }",
    ["main."],
    [],
  ],
])("%s", async (_, text, present, absent) => {
  const labels = await labelsAt(text);
  expect(labels).toEqual(expect.arrayContaining(present));
  expect(labels.filter((it) => absent.some((name) => name === it))).toEqual([]);
});

test("the name in an upstream's certificate is likely that of one of its servers", async () => {
  const labels = await labelsAt(conf`
    http {
        upstream back { server one.example:443; server 10.0.0.1:443; }
        server { location / { proxy_pass https://back; proxy_ssl_name $0; } }
    }
  `);
  expect(labels).toContain("one.example");
  expect(labels).not.toContain("10.0.0.1");
});

test("names of the server's own certificates, which it does not have yet", async () => {
  const root = party("Root");
  const names = ["*.example.com", "example.com", "www.example.com", "10.0.0.1"];
  const pem = inspectText(
    toPem("CERTIFICATE", certificateFor(party("leaf"), root, names)) +
      toPem("CERTIFICATE", certificateFor(party("ca.example.org"), root, [])),
  );
  const at = (text: string, options: CompletionOptions = {}) =>
    completeAt(text, {
      ...options,
      prepare: ({ host }) => {
        host.files.set("/etc/nginx/tls/www.crt", "");
        host.certificates.set("/etc/nginx/tls/www.crt", pem);
      },
    });
  const text = conf`
    http {
        ssl_certificate tls/www.crt;
        server { listen 443 ssl; server_name example.com $0; }
        server { ssl_certificate $crt; server_name www.example.com; }
    }
  `;
  const { labels, item } = await at(text);
  expect(labels.slice(0, 2)).toEqual(["*.example.com", "www.example.com"]);
  expect(labels).not.toContain("example.com");
  expect(labels.join()).not.toMatch(/10\.0|ca\./);
  expect(item("*.example.com").detail).toBe("in www.crt");
  const elsewhere = await at(text.replace(" $0", "").replace("www.example.com;", "$0;"));
  expect(elsewhere.labels).not.toContain("example.com");
  const settings = { ...DEFAULT_SETTINGS, readCertificates: false };
  expect((await at(text, { settings })).labels).not.toContain("*.example.com");
});

test.each([
  [
    "an upstream",
    "http { upstream $0 { } server { location / { proxy_pass https://pool; } } }",
    ["pool"],
  ],
  [
    "no host that DNS knows, none that is defined",
    "http { upstream a { server b:1; } upstream $0 { } server { location / { proxy_pass http://a; } location /b { proxy_pass http://b.example; } } }",
    [],
  ],
  [
    "a log format",
    "http { log_format $0; access_log /l main; server { access_log /l combined; } }",
    ["main"],
  ],
  ["a zone", "http { limit_req_zone $uri zone=$0; server { limit_req zone=slow; } }", ["slow"]],
  ["a cache", "http { proxy_cache_path /c keys_zone=$0; proxy_cache big; }", ["big"]],
])("names that are used and not defined yet: %s", async (_, text, expected) => {
  expect(await labelsAt(text)).toEqual(expected);
});

test("named locations that this server names and has not", async () => {
  const { labels, item } = await completeAt(conf`
    http {
        server { error_page 404 @gone; error_page 502 @down; location @down { } location $0 { } }
        server { error_page 404 @other; }
    }
  `);
  expect(labels.filter((it) => it.startsWith("@"))).toEqual(["@gone"]);
  expect(item("@gone").detail).toBe("error_page in nginx.conf:2, not defined yet");
});
