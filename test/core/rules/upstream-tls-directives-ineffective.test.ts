import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-directives-ineffective");

test("a server whose passes are all plaintext", async () => {
  await check(conf`
    http {
        server {
            proxy_ssl_verify on;
    #       ~~~~~~~~~~~~~~~~ information: "proxy_ssl_verify" has no effect: all passes here are plaintext
            location /a { proxy_pass http://a.example.com; }
            location /b { proxy_pass http://b.example.com; }
        }
    }
  `);
});

test("one TLS or unknown pass below, or none at all, makes it useful", async () => {
  await check(conf`
    http {
        proxy_ssl_verify on;
        server {
            proxy_ssl_server_name on;
            location /a { proxy_pass http://a.example.com; }
            location /b {
                if ($http_x_tls) { proxy_pass https://b.example.com; }
            }
        }
        server {
            proxy_ssl_session_reuse off;
            location / { proxy_pass $backend; }
        }
        server {
            grpc_ssl_verify on;
        }
    }
  `);
});

test("the password file is read in any case, and a variable makes nginx load the rest", async () => {
  await check(conf`
    http {
        server {
            location /a { proxy_pass http://a.example.com; proxy_ssl_password_file pass; }
            location /b { proxy_pass http://$host; proxy_ssl_crl some.crl; }
        }
    }
  `);
});

test("an unread include may hold a TLS pass", async () => {
  await check(conf`
    http {
        proxy_ssl_verify on;
        include not-here.conf;
        server {
            location / { proxy_pass http://a.example.com; }
        }
    }
  `);
});

test("the other fix deletes", async () => {
  await checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_pass http://a.example.com;
                  $0proxy_ssl_verify on;
                  proxy_ssl_name a;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_pass http://a.example.com;
              }
          }
      }
    `,
    { title: "Delete the TLS directives of this block" },
  );
});

test("TLS is offered only where nginx starts with it, and with the CA it then wants", async () => {
  await checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_pass http://a.example.com;
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
                  proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
                  proxy_ssl_server_name on;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
    { title: "Use https://" },
  );
  await checkFix(
    "http { server { location / { proxy_pass http://a.example.com; $0proxy_ssl_certificate a.crt; } } }",
    "http { server { location / { proxy_pass http://a.example.com; } } }",
  );
  await checkFix(
    "http { server { location / { proxy_pass http://a.example.com; $0proxy_ssl_ciphers NONE; } } }",
    "http { server { location / { proxy_pass http://a.example.com; } } }",
  );
});

test("directives of one line are deleted together", async () => {
  await checkFix(
    conf`
      http {
          server {
              location / {
                  $0proxy_ssl_certificate a.crt; proxy_ssl_name a;
                  proxy_pass http://a.example.com;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_pass http://a.example.com;
              }
          }
      }
    `,
  );
});
