import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, lint, RULES, Session } from "#core";
import { completeAt, plain } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

async function recipes(text: string): Promise<Readonly<Record<string, string>>> {
  const { completion } = await completeAt(text);
  const found = completion?.items.filter((it) => it.kind === "recipe") ?? [];
  return Object.fromEntries(found.map((it) => [it.label, plain(it.snippet ?? "")]));
}

const LOCATION = conf`
  http {
      server {
          location / {
              proxy_pass https://api.example.com;
              $0
          }
      }
  }
`;

test("what a hop lacks to be verified", async () => {
  expect(await recipes(LOCATION)).toEqual({
    "Verify this upstream": [
      "proxy_ssl_verify on;",
      "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;",
      "proxy_ssl_server_name on;",
    ].join("\n"),
    "Mutual TLS to this upstream": [
      "proxy_ssl_verify on;",
      "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;",
      "proxy_ssl_server_name on;",
      "proxy_ssl_certificate /etc/nginx/client.crt;",
      "proxy_ssl_certificate_key /etc/nginx/client.key;",
    ].join("\n"),
  });
});

test("what is inherited is left out, and what is all there is not offered", async () => {
  const some = LOCATION.replace(
    "http {",
    "http {\n    proxy_ssl_verify on;\n    proxy_ssl_server_name on;",
  );
  expect((await recipes(some))["Verify this upstream"]).toBe(
    "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;",
  );
  const all = some.replace(
    "proxy_ssl_verify on;",
    "proxy_ssl_verify on; proxy_ssl_trusted_certificate /ca;",
  );
  expect(Object.keys(await recipes(all))).toEqual(["Mutual TLS to this upstream"]);
});

test("a group that is no name of a certificate gets one", async () => {
  const text = LOCATION.replace(
    "http {",
    "http {\n    upstream back { server one.example:443; }",
  ).replace("api.example.com", "back");
  expect((await recipes(text))["Verify this upstream"]).toContain("proxy_ssl_name one.example;");
});

test.each([
  ["to a plain hop", LOCATION.replace("https:", "http:")],
  [
    "against what the block says itself",
    LOCATION.replace("$0", "proxy_ssl_verify off;\n            $0"),
  ],
  [
    "in an if",
    "http {\n server {\n location / {\n if ($a) {\n proxy_pass https://a;\n $0\n}\n}\n}\n}",
  ],
])("no verification is offered %s", async (_, text) => {
  expect(await recipes(text)).not.toHaveProperty("Verify this upstream");
});

test("nothing in the middle of a line", async () => {
  expect(await recipes(LOCATION.replace("\n            $0", " $0"))).toEqual({});
});

test("gRPC and stream have directives of their own", async () => {
  const grpc = await recipes(LOCATION.replace("proxy_pass https", "grpc_pass grpcs"));
  expect(grpc["Verify this upstream"]).toContain("grpc_ssl_verify on;");
  const stream =
    "stream {\n  server {\n    proxy_ssl on;\n    proxy_pass a.example:443;\n    $0\n  }\n}";
  expect((await recipes(stream))["Verify this upstream"]).toContain("proxy_ssl_verify on;");
});

const SERVER = conf`
  http {
      server {
          listen 443 ssl;
          ssl_certificate a.crt;
          ssl_certificate_key a.key;
          $0
      }
  }
`;

test("what the policy asks of a server, without what is in force", async () => {
  const all = (await recipes(SERVER))["TLS settings for this server"] ?? "";
  expect(all).toContain("ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:");
  expect(all).toContain("ssl_session_cache shared:SSL:10m;");
  expect(all).toContain('add_header Strict-Transport-Security "max-age=63072000" always;');
  expect(all).not.toContain("ssl_protocols");
  const weak = SERVER.replace(
    "http {",
    "http {\n    ssl_protocols TLSv1;\n    ssl_ciphers HIGH;\n    add_header X y;",
  );
  const some = (await recipes(weak))["TLS settings for this server"] ?? "";
  expect(some.split("\n")).toEqual([
    "ssl_protocols TLSv1.2 TLSv1.3;",
    "ssl_session_cache shared:SSL:10m;",
    "ssl_session_timeout 1d;",
  ]);
});

test("a plain server can redirect, and ask nobody for certificates", async () => {
  const found = await recipes("http {\n  server {\n    listen 80;\n    $0\n  }\n}");
  expect(found).toEqual({ "Redirect to HTTPS": "return 301 https://$host$request_uri;" });
  expect(Object.keys(await recipes(SERVER))).toContain("Ask clients for certificates");
});

test.each([
  ["location", LOCATION],
  ["server", SERVER],
  ["http", "http {\n    $0\n}\n"],
  ["main", "events { }\nhttp {\n    server { listen 80; }\n    $0\n}\n"],
])("in a %s every building block gives a configuration without errors", async (_, text) => {
  const blocks = Object.entries(await recipes(text));
  expect(blocks.length).toBeGreaterThan(0);
  for (const [label, lines] of blocks) {
    const session = new Session(PARSER, memoryHost({}));
    const path = "/etc/nginx/nginx.conf";
    session.setText(
      path,
      `events { }\n${text.replace("events { }\n", "").replace("$0", () => lines)}`,
    );
    const [config] = await session.configs(path, { settings: DEFAULT_SETTINGS });
    if (!config) throw new Error("no configuration");
    const { findings } = lint(config, RULES, { files: new Map(), now: 0 });
    const errors = findings.filter((it) => it.severity === "error").map((it) => it.message);
    expect(errors, label).toEqual([]);
  }
});
