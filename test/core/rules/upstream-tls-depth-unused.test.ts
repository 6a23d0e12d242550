import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-depth-unused");

test("each module", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify_depth 3; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth" has no effect: "proxy_ssl_verify" is off by default
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_verify_depth 3; grpc_ssl_verify off; }
    #                                                          ~~~~~~~~~~~~~~~~~~~~~ hint: "grpc_ssl_verify_depth" has no effect: "grpc_ssl_verify" is explicitly off
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify_depth 3; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~~ hint: "uwsgi_ssl_verify_depth" has no effect: "uwsgi_ssl_verify" is off by default
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_verify_depth 3;
    #       ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth" has no effect: "proxy_ssl_verify" is off by default
        }
    }
  `));

test("a depth of the server is reported once, and only if no pass verifies", () =>
  check(conf`
    http {
        server {
            proxy_ssl_verify_depth 3;
    #       ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth" has no effect: "proxy_ssl_verify" is off by default
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://b.example.com; }
        }
        server {
            proxy_ssl_verify_depth 3;
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://b.example.com; proxy_ssl_verify on; }
        }
    }
  `));

test("plaintext, unknown and deliberate hops, and a depth for all servers", () =>
  check(conf`
    http {
        proxy_ssl_verify_depth 3;
        server {
            location /a { proxy_pass http://a.example.com; proxy_ssl_verify_depth 3; }
            location /b { proxy_pass $backend; proxy_ssl_verify_depth 3; }
            location /c {
                proxy_pass https://a.example.com;
                proxy_ssl_verify_depth 3;
                proxy_ssl_verify off; # insecure
            }
            location /d { proxy_pass https://a.example.com; }
        }
    }
  `));

test("unseen blocks may verify", async () => {
  await check(conf`
    location /a { proxy_pass https://a.example.com; proxy_ssl_verify_depth 3; }
    location /b { proxy_pass https://a.example.com; proxy_ssl_verify_depth 3; proxy_ssl_verify off; }
    #                                               ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth" has no effect: "proxy_ssl_verify" is explicitly off
  `);
});

test("deleting is the other way", () =>
  checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_pass https://a.example.com;
                  $0proxy_ssl_verify_depth 3;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_pass https://a.example.com;
              }
          }
      }
    `,
    { title: 'Delete "proxy_ssl_verify_depth"' },
  ));
