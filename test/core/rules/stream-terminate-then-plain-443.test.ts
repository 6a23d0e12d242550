import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("stream-terminate-then-plain-443");

test("pass-through, other ports and re-encryption are fine", async () => {
  await check(conf`
    stream {
        server { listen 443; proxy_pass 10.0.0.1:443; }
        server { listen 444 ssl; proxy_pass 10.0.0.1:80; }
        server { listen 445 ssl; proxy_pass 10.0.0.1:443; proxy_ssl on; }
    }
  `);
});

test("a group counts if all its servers use 443", async () => {
  await check(conf`
    stream {
        upstream web { server 10.0.0.1:443; server 10.0.0.2:443; }
        server {
            listen 443 ssl;
            proxy_pass web;
    #                  ~~~ warning: TLS ends at this server and goes on to port 443 in plaintext
        }
    }
  `);
});

test("the fix gives an inherited verification the CA that nginx asks for", async () => {
  await checkFix(
    conf`
      stream {
          proxy_ssl_verify on;
          server {
              listen 443 ssl;
              proxy_pass $0a.example.com:443;
          }
      }
    `,
    conf`
      stream {
          proxy_ssl_verify on;
          server {
              listen 443 ssl;
              proxy_pass a.example.com:443;
              proxy_ssl on;
              proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
              proxy_ssl_server_name on;
          }
      }
    `,
  );
});
