import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-crl-unused");

test("each module, at the directive beside the pass or at the pass", () =>
  check(conf`
    http {
        server {
            uwsgi_ssl_crl ca.crl;
            location /a { proxy_pass https://a.example.com; proxy_ssl_crl ca.crl; }
    #                                                       ~~~~~~~~~~~~~ warning: "proxy_ssl_crl" has no effect: "proxy_ssl_verify" is off by default
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_crl ca.crl; grpc_ssl_verify off; }
    #                                                          ~~~~~~~~~~~~ warning: "grpc_ssl_crl" has no effect: "grpc_ssl_verify" is explicitly off
            location /c { uwsgi_pass suwsgi://c.example.com:3031; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "uwsgi_ssl_crl" has no effect: "uwsgi_ssl_verify" is off by default
        }
    }
    stream {
        server {
            listen 5432;
            proxy_ssl_crl ca.crl;
    #       ~~~~~~~~~~~~~ warning: "proxy_ssl_crl" has no effect: "proxy_ssl_verify" is off by default
            proxy_pass db.example.com:5432;
            proxy_ssl on;
        }
    }
  `));

test("verified, plaintext, unknown, deliberate or general use is fine", () =>
  check(conf`
    http {
        proxy_ssl_crl ca.crl;
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_crl ca.crl; proxy_ssl_verify on; }
            location /b { proxy_pass http://a.example.com; proxy_ssl_crl ca.crl; }
            location /c { proxy_pass $backend; proxy_ssl_crl ca.crl; }
            location /d {
                proxy_pass https://a.example.com;
                proxy_ssl_crl ca.crl;
                proxy_ssl_verify off; # nolint
            }
            location /e { proxy_pass https://a.example.com; }
        }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    location / {
        proxy_pass https://a.example.com;
        proxy_ssl_crl ca.crl;
    #   ~~~~~~~~~~~~~ information: "proxy_ssl_crl" has no effect: "proxy_ssl_verify" is off by default
    }
  `));

test("the fix keeps a CA that is there", () =>
  checkFix(
    conf`
      http {
          server {
              location / { proxy_pass https://a.example.com; $0proxy_ssl_crl ca.crl; proxy_ssl_trusted_certificate ca.crt; }
          }
      }
    `,
    conf`
      http {
          server {
              location / { proxy_pass https://a.example.com; proxy_ssl_verify on; proxy_ssl_server_name on; proxy_ssl_crl ca.crl; proxy_ssl_trusted_certificate ca.crt; }
          }
      }
    `,
  ));
