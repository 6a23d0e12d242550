import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("client-verify-location");

test("in a location and in its blocks", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            location /a {
                ssl_verify_client optional;
    #           ~~~~~~~~~~~~~~~~~ error: "ssl_verify_client" directive is not allowed here: it counts for a whole server
                if ($arg_x) { ssl_verify_client on; }
    #                         ~~~~~~~~~~~~~~~~~ error: "ssl_verify_client" directive is not allowed here: it counts for a whole server
            }
        }
    }
  `));

test("CA, depth and list move along", () =>
  checkFix(
    conf`
      http {
          server {
              listen 443 ssl;
              location /a {
                  $0ssl_verify_client on;
                  ssl_client_certificate ca.crt;
                  ssl_verify_depth 2;
              }
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_client_certificate ca.crt;
              ssl_verify_depth 2;
              ssl_verify_client optional;
              location /a {
                  if ($ssl_client_verify != SUCCESS) { return 403; }
              }
          }
      }
    `,
  ));

test("a server without a CA gets one to be replaced", () =>
  checkFix(
    conf`
      http {
          server {
              server_name a;
              ssl_verify_client off;
              location /a {
                  $0ssl_verify_client on;
              }
          }
      }
    `,
    conf`
      http {
          server {
              server_name a;
              ssl_client_certificate /etc/nginx/client-ca.crt;
              ssl_verify_client optional;
              location /a {
                  if ($ssl_client_verify != SUCCESS) { return 403; }
              }
          }
      }
    `,
  ));

test("what a server demands, a location need not repeat", () =>
  checkFix(
    conf`
      http {
          server {
              ssl_client_certificate ca.crt;
              ssl_verify_client on;
              location /a {
                  $0ssl_verify_client on;
              }
          }
      }
    `,
    conf`
      http {
          server {
              ssl_client_certificate ca.crt;
              ssl_verify_client on;
              location /a {
              }
          }
      }
    `,
  ));

test("companions on the same line go with it", () =>
  checkFix(
    conf`
      http {
          server {
              ssl_verify_client on;
              ssl_client_certificate ca.crt;
              location /a {
                  ssl_verify_depth 2; $0ssl_verify_client on;
              }
          }
      }
    `,
    conf`
      http {
          server {
              ssl_verify_client on;
              ssl_verify_depth 2;
              ssl_client_certificate ca.crt;
              location /a {
              }
          }
      }
    `,
  ));
