import { expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-verify-no-ca");

test("each module", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
    #                                                       ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_verify on; }
    #                                                          ~~~~~~~~~~~~~~~ error: no "grpc_ssl_trusted_certificate" for "grpc_ssl_verify": nginx does not start
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify On; }
    #                                                             ~~~~~~~~~~~~~~~~ error: no "uwsgi_ssl_trusted_certificate" for "uwsgi_ssl_verify": nginx does not start
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_verify on;
    #       ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
        }
    }
  `));

test("a pass with a variable is checked whatever its scheme", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass http://$host; proxy_ssl_verify on; }
    #                                              ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
            location /b { proxy_pass $backend; proxy_ssl_verify on; }
    #                                          ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
            location /c { grpc_pass $backend; grpc_ssl_verify on; }
    #                                         ~~~~~~~~~~~~~~~ error: no "grpc_ssl_trusted_certificate" for "grpc_ssl_verify": nginx does not start
        }
    }
  `));

test("a plaintext pass is not checked, and neither is verification of another module", () =>
  check(conf`
    http {
        server {
            proxy_ssl_verify on;
            location /a { proxy_pass http://a.example.com; }
            location /b { grpc_pass grpcs://b.example.com:443; }
            location /c { return 204; }
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass $upstream;
            proxy_ssl_verify on;
        }
    }
  `));

test("the CA may come from any block around the pass, also through a file", () =>
  check(conf`
    http {
        include ca.conf;
        server {
            proxy_ssl_verify on;
            location / { proxy_pass https://a.example.com; }
        }
    }
    #- ca.conf
    proxy_ssl_trusted_certificate ca.crt;
  `));

test("a CA of another location or server does not count", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
    #   ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate ca.crt; }
            location /b { proxy_pass https://b.example.com; }
        }
        server {
            proxy_ssl_trusted_certificate ca.crt;
            location / { proxy_pass https://c.example.com; }
        }
    }
  `));

test("one finding for the directive that several passes inherit", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
    #   ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://b.example.com; }
        }
    }
  `));

test("the pass that needs the CA is told, in its file", async () => {
  const files = splitFiles(conf`
    http {
        proxy_ssl_verify on;
        server {
            include pass.conf;
        }
    }
    #- pass.conf
    location / { proxy_pass https://a.example.com; }
  `);
  const [finding] = await run(ruleNamed("upstream-tls-verify-no-ca"), files);
  expect(finding?.related).toEqual([
    {
      file: "/etc/nginx/pass.conf",
      span: { start: 24, end: 45 },
      message: "needed for this pass",
    },
  ]);
});

test("nothing is claimed where an unseen block may name the CA", async () => {
  await check(conf`
    server {
        listen 80;
        location / { proxy_pass https://a.example.com; proxy_ssl_verify on; }
    }
  `);
  await check(conf`
    http {
        include /elsewhere/ca.conf;
        server {
            location / { proxy_pass https://a.example.com; proxy_ssl_verify on; }
        }
    }
  `);
});

test("the CA is inserted where verification is switched on", () =>
  checkFix(
    conf`
      http {
          $0proxy_ssl_verify on; # everywhere
          server {
              location / { proxy_pass https://a.example.com; }
          }
      }
    `,
    conf`
      http {
          proxy_ssl_verify on; # everywhere
          proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
          server {
              location / { proxy_pass https://a.example.com; }
          }
      }
    `,
  ));

test("an empty name is no CA, and is replaced", () =>
  checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_pass https://a.example.com;
                  proxy_ssl_trusted_certificate "";
                  $0proxy_ssl_verify on;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_pass https://a.example.com;
                  proxy_ssl_trusted_certificate /etc/ssl/cert.pem;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
    { trustedCertificate: "/etc/ssl/cert.pem" },
  ));

test("a UDP listener does not spare the check", () =>
  check(conf`
    stream {
        server {
            listen 5353 udp;
            proxy_pass dns.example.com:53;
            proxy_ssl on;
            proxy_ssl_verify on;
    #       ~~~~~~~~~~~~~~~~ error: no "proxy_ssl_trusted_certificate" for "proxy_ssl_verify": nginx does not start
        }
        server {
            listen 5354;
            proxy_pass db.example.com:53;
            proxy_ssl_verify on;
        }
    }
  `));
