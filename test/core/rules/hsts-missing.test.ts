import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("hsts-missing");

test("the header on any level, by any module", () =>
  check(conf`
    http {
        server { listen 443 ssl; server_name a.example.com; add_header X-Frame-Options DENY; }
    #                       ~~~ hint: no Strict-Transport-Security header, which policy mozilla-intermediate 6.0 asks for
        server { listen 443 ssl; server_name b.example.com; location / { add_header strict-transport-security max-age=1; } }
        server { listen 443 ssl; server_name c.example.com; more_set_headers "Strict-Transport-Security: max-age=1"; }
        server { listen 80; listen 443; server_name d.example.com; }
        server { listen 444 quic; server_name e.example.com; }
    }
    stream {
        server { listen 443 ssl; proxy_pass 10.0.0.1:443; }
    }
  `));

test("servers that no browser stays with", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_verify_client optional; }
        server { listen 443 ssl; ssl_reject_handshake on; }
        server { listen 127.0.0.1:8443 ssl; }
        server { listen 443 ssl; server_name localhost app.test 127.0.0.1; }
        server { listen 443 ssl; server_name a.example.com; return 444; }
        server { listen 443 ssl; server_name b.example.com; return 301 https://www.example.com$request_uri; }
    }
  `));

test("set for all, or maybe out of sight", async () => {
  await check(conf`
    http {
        add_header Strict-Transport-Security max-age=63072000;
        server { listen 443 ssl; }
    }
  `);
  await check(conf`
    http {
        server { listen 443 ssl; include /nowhere/headers.conf; }
    }
  `);
  await check(conf`
    server { listen 443 ssl; location / { return 200; } }
  `);
});

test("inherited headers are repeated", () =>
  checkFix(
    conf`
      http {
          add_header X-Frame-Options DENY;
          server {
              listen 443 $0ssl;
          }
      }
    `,
    conf`
      http {
          add_header X-Frame-Options DENY;
          server {
              listen 443 ssl;
              add_header X-Frame-Options DENY;
              add_header Strict-Transport-Security "max-age=63072000" always;
          }
      }
    `,
  ));
