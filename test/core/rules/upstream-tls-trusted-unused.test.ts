import { expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-trusted-unused");

test("each module", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate ca.crt; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_trusted_certificate ca.crt; }
    #                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "grpc_ssl_trusted_certificate" has no effect: "grpc_ssl_verify" is off by default
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_trusted_certificate ca.crt; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "uwsgi_ssl_trusted_certificate" has no effect: "uwsgi_ssl_verify" is off by default
        }
    }
    stream {
        server {
            listen 5432;
            proxy_ssl_trusted_certificate ca.crt;
    #       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
            proxy_pass db.example.com:5432;
            proxy_ssl on;
        }
    }
  `));

test("a CA of the server is reported at the passes that do not use it", () =>
  check(conf`
    http {
        server {
            proxy_ssl_trusted_certificate ca.crt;
            location /a { proxy_pass https://a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
            location /b { proxy_pass https://b.example.com; proxy_ssl_verify on; }
            location /c { proxy_pass http://c.example.com; }
            location /d {
                location /d/e { proxy_pass https://d.example.com; }
    #                                      ~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
            }
        }
    }
  `));

test("the origin is told", async () => {
  const files = splitFiles(conf`
    http {
        server {
            include ca.conf;
            location / { proxy_pass https://a.example.com; }
        }
    }
    #- ca.conf
    proxy_ssl_trusted_certificate ca.crt;
  `);
  const [finding] = await run(ruleNamed("upstream-tls-trusted-unused"), files);
  expect(finding?.related.map((it) => [it.file, it.message])).toEqual([
    ["/etc/nginx/ca.conf", '"proxy_ssl_trusted_certificate" is inherited from here'],
  ]);
});

test("a CA for all servers, an empty one and a plaintext pass are no findings", () =>
  check(conf`
    http {
        proxy_ssl_trusted_certificate ca.crt;
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate ""; }
            location /c { proxy_pass http://a.example.com; proxy_ssl_trusted_certificate ca.crt; }
            location /d { proxy_pass $backend; proxy_ssl_trusted_certificate ca.crt; }
        }
    }
  `));

test("explicitly off is said so; a comment can mean it", () =>
  check(conf`
    http {
        server {
            location /a {
                proxy_pass https://a.example.com;
                proxy_ssl_verify off;
                proxy_ssl_trusted_certificate ca.crt;
    #           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is explicitly off
            }
            location /b {
                proxy_pass https://a.example.com;
                proxy_ssl_verify off; # insecure until the new CA is out
                proxy_ssl_trusted_certificate ca.crt;
            }
        }
    }
  `));

test("milder in a fragment and below an unread include, which may verify", async () => {
  await check(conf`
    location / {
        proxy_pass https://a.example.com;
        proxy_ssl_trusted_certificate ca.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
    }
  `);
  await check(conf`
    http {
        include /elsewhere/tls.conf;
        server {
            location / {
                proxy_pass https://a.example.com;
                proxy_ssl_trusted_certificate ca.crt;
    #           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: "proxy_ssl_trusted_certificate" has no effect: "proxy_ssl_verify" is off by default
            }
        }
    }
  `);
});

test("the fix leaves a hop that can connect: SNI and name too", () =>
  checkFix(
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              location / {
                  if ($arg_x) { proxy_pass https://pool; }
                  proxy_ssl_verify off;
                  $0proxy_ssl_trusted_certificate ca.crt;
              }
          }
      }
    `,
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              location / {
                  if ($arg_x) { proxy_pass https://pool; }
                  proxy_ssl_server_name on;
                  proxy_ssl_name a.example.com;
                  proxy_ssl_verify on;
                  proxy_ssl_trusted_certificate ca.crt;
              }
          }
      }
    `,
  ));
