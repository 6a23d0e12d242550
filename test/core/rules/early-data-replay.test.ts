import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("early-data-replay");

test("every kind of pass", () =>
  check(conf`
    http {
        ssl_early_data on;
        server {
            listen 443 ssl;
            location /a { proxy_pass http://127.0.0.1:1; }
    #                     ~~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
            location /b { grpc_pass grpc://127.0.0.1:1; }
    #                     ~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
            location /c { fastcgi_pass 127.0.0.1:1; }
    #                     ~~~~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
            location /d { scgi_pass 127.0.0.1:1; }
    #                     ~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
            location /e { uwsgi_pass 127.0.0.1:1; }
    #                     ~~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
            location /f { root /var/www; }
        }
    }
  `));

test("passed on, tested, switched off, protected by OpenSSL", () =>
  check(conf`
    http {
        ssl_early_data on;
        server {
            listen 443 ssl;
            proxy_set_header Early-Data $ssl_early_data;
            location / { proxy_pass http://127.0.0.1:1; }
        }
        server { listen 443 ssl; location / { if ($ssl_early_data) { return 425; } proxy_pass http://127.0.0.1:1; } }
        server { listen 443 ssl; ssl_early_data off; location / { proxy_pass http://127.0.0.1:1; } }
        server { listen 443 ssl; ssl_conf_command Options AntiReplay; location / { proxy_pass http://127.0.0.1:1; } }
        server { listen 80; location / { proxy_pass http://127.0.0.1:1; } }
    }
  `));

test("inherited headers are repeated, outside of if", () =>
  checkFix(
    conf`
      http {
          proxy_set_header Host $host;
          server {
              listen 443 ssl;
              ssl_early_data on;
              location / {
                  if ($arg_x) {
                      $0proxy_pass http://127.0.0.1:1;
                  }
              }
          }
      }
    `,
    conf`
      http {
          proxy_set_header Host $host;
          server {
              listen 443 ssl;
              ssl_early_data on;
              location / {
                  if ($arg_x) {
                      proxy_pass http://127.0.0.1:1;
                  }
                  proxy_set_header Host $host;
                  proxy_set_header Early-Data $ssl_early_data;
              }
          }
      }
    `,
  ));

test("stream knows no early data", () =>
  check("stream { server { listen 443 ssl; ssl_early_data on; proxy_pass 127.0.0.1:1; } }\n"));
