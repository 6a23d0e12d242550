import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-depth-zero");

test("each module, and client certificates", () =>
  check(conf`
    http {
        proxy_ssl_verify_depth 0;
    #                          ~ information: only certificates signed directly by a root of the trusted file are accepted
        server {
            listen 443 ssl;
            ssl_verify_client optional;
            ssl_verify_depth 0;
    #                        ~ information: only certificates signed directly by a root of the trusted file are accepted
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_verify_depth 00; grpc_ssl_verify on; }
    #                                                                                ~~ information: only certificates signed directly by a root of the trusted file are accepted
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify_depth 0; uwsgi_ssl_verify on; }
    #                                                                                    ~ information: only certificates signed directly by a root of the trusted file are accepted
        }
    }
    stream {
        ssl_verify_depth 0;
    #                    ~ information: only certificates signed directly by a root of the trusted file are accepted
        server {
            listen 5432 ssl;
            ssl_verify_client on;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_verify_depth 0;
    #                              ~ information: only certificates signed directly by a root of the trusted file are accepted
            proxy_ssl_verify on;
        }
    }
  `));

test("another depth, or nothing that verifies", () =>
  check(conf`
    http {
        ssl_verify_depth 0;
        server {
            listen 443 ssl;
            ssl_verify_client off;
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; proxy_ssl_verify_depth 10; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_verify_depth 0; }
            location /c { proxy_pass http://a.example.com; proxy_ssl_verify_depth 0; proxy_ssl_verify on; }
        }
        server {
            listen 444 ssl;
            ssl_verify_client on;
            ssl_verify_depth 2;
        }
    }
  `));

test("one intermediate CA is the other choice", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://a.example.com;
          proxy_ssl_verify on;
          proxy_ssl_verify_depth $00;
      }
    `,
    conf`
      location / {
          proxy_pass https://a.example.com;
          proxy_ssl_verify on;
          proxy_ssl_verify_depth 1;
      }
    `,
    { title: "Allow 1 intermediate CA" },
  ));

test("where the trusted file shows what is refused, another rule says so", async () => {
  const files = { "chain.crt": sketches(ROOT, MIDDLE), "root.crt": sketches(ROOT) };
  await check(verifying("chain.crt", "proxy_ssl_verify_depth 0;"), { files });
  await check(
    conf`
      http {
          server {
              proxy_ssl_verify on;
              proxy_ssl_verify_depth 0;
      #                              ~ information: only certificates signed directly by a root of the trusted file are accepted
              location / { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate root.crt; }
          }
      }
    `,
    { files },
  );
});
