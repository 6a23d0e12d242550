import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("ssl-directive-removed");

test("in http, its servers and mail; not as part of listen", () =>
  check(
    conf`
      http {
          ssl off;
      #   ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
          server { listen 443 ssl; }
          server { listen 444; listen 445 ssl; ssl on; }
      #                                        ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
      }
      mail {
          server { listen 993; ssl ON; }
      #                        ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
      }
    `,
    { nginxVersion: "1.28.0" },
  ));

test("a warning from 1.15.0, and with the default version", async () => {
  await check(
    conf`
http { server { listen 443; ssl on; } }
#                           ~~~ warning: the "ssl" directive is deprecated, use the "listen ... ssl" directive instead`,
    { nginxVersion: "1.22.1" },
  );
  await check(
    conf`
http { server { listen 443; ssl on; } }`,
    { nginxVersion: "1.14.2" },
  );
  await check(conf`
http { server { listen 443; ssl on; } }
#                           ~~~ warning: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"`);
});

test("for all servers at once; a server without listen keeps its port", () =>
  checkFix(
    conf`
      http {
          $0ssl on;
          server {
              listen 443;
              listen [::]:443 ipv6only=on;
              listen 443 quic;
          }
          server {
              server_name a.example.com;
          }
          server {
              listen 80;
              ssl off;
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              listen [::]:443 ipv6only=on ssl;
              listen 443 quic;
          }
          server {
              server_name a.example.com;
              listen 80 ssl;
          }
          server {
              listen 80;
              ssl off;
          }
      }
    `,
  ));
