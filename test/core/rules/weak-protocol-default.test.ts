import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("weak-protocol-default");
const OLD = { nginxVersion: "1.26.0" };

test("a TLS pass and a TLS listener without a list are reported for an old version", async () => {
  await check(
    conf`
      http {
          server {
              listen 80;
              listen 443 ssl;
      #              ~~~ information: TLSv1, TLSv1.1 are on by default in nginx 1.26.0: below policy mozilla-intermediate 6.0
              location / {
                  proxy_pass https://api.example.com;
      #                      ~~~~~~~~~~~~~~~~~~~~~~~ information: TLSv1, TLSv1.1 are on by default in nginx 1.26.0: below policy mozilla-intermediate 6.0
              }
          }
      }
    `,
    OLD,
  );
});

test("an inherited list counts, and nothing is said about versions from 1.27.3 on", async () => {
  await check(
    conf`
      http {
          ssl_protocols TLSv1.2;
          proxy_ssl_protocols TLSv1.2;
          server {
              listen 443 ssl;
              location / { proxy_pass https://api.example.com; }
          }
      }
    `,
    OLD,
  );
  await check("http { server { listen 443 ssl; } }\n", { nginxVersion: "1.27.3" });
});

test("in a fragment it is a hint: an outer block may have the list", async () => {
  await check(
    conf`
      server {
          listen 443 ssl;
      #          ~~~ hint: TLSv1, TLSv1.1 are on by default in nginx 1.26.0: below policy mozilla-intermediate 6.0
      }
    `,
    OLD,
  );
});
