import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("stream-tls-on-passthrough");

test("a certificate for all servers of stream is fine", async () => {
  await check(conf`
    stream {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443; proxy_pass 10.0.0.1:443; }
        server { listen 444 ssl; proxy_pass 10.0.0.1:80; }
    }
  `);
});

test("the other fix deletes the pair", async () => {
  await checkFix(
    conf`
      stream {
          server {
              listen 443;
              proxy_pass 10.0.0.1:443;
              $0ssl_certificate a.crt;
              ssl_certificate_key a.key;
          }
      }
    `,
    conf`
      stream {
          server {
              listen 443;
              proxy_pass 10.0.0.1:443;
          }
      }
    `,
    { title: "Delete the certificate and key" },
  );
});

test("certificate and key go from one line", async () => {
  await checkFix(
    conf`
      stream {
          server {
              listen 443;
              $0ssl_certificate a.crt; ssl_certificate_key a.key;
              proxy_pass 10.0.0.1:443;
          }
      }
    `,
    conf`
      stream {
          server {
              listen 443;
              proxy_pass 10.0.0.1:443;
          }
      }
    `,
    { title: "Delete the certificate and key" },
  );
});
