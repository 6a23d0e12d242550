import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("hsts-dropped");

test("locations, ifs and servers with headers of their own", () =>
  check(conf`
    http {
        add_header Strict-Transport-Security max-age=63072000 always;
        server { listen 443 ssl; add_header X-Frame-Options DENY; }
    #                            ~~~~~~~~~~ warning: the Strict-Transport-Security header of the enclosing block is not sent here
        server {
            listen 443 ssl;
            location /a { add_header X-A a; add_header Strict-Transport-Security max-age=1; }
            location /b { location /b/c { if ($arg_x) { add_header X-B b; } } }
    #                                                   ~~~~~~~~~~ warning: the Strict-Transport-Security header of the enclosing block is not sent here
            location /d { expires 1d; }
            location ~* \.(css|js)$ { add_header Cache-Control public; }
    #                                 ~~~~~~~~~~ information: the Strict-Transport-Security header of the enclosing block is not sent here
            location = /robots.txt { add_header Cache-Control public; }
    #                                ~~~~~~~~~~ information: the Strict-Transport-Security header of the enclosing block is not sent here
        }
    }
  `));

test("plain servers, merged headers, no header to drop", () =>
  check(conf`
    http {
        server {
            listen 80;
            add_header Strict-Transport-Security max-age=63072000;
            location / { add_header X-A a; }
        }
        server {
            listen 443 ssl;
            add_header_inherit merge;
            add_header Strict-Transport-Security max-age=63072000;
            location / { add_header X-A a; }
        }
        server { listen 443 ssl; add_header X-A a; location / { add_header X-B b; } }
    }
  `));

test("the header is repeated as it is written", () =>
  checkFix(
    conf`
      http {
          server {
              listen 443 ssl;
              add_header  Strict-Transport-Security  'max-age=63072000';
              location / {
                  $0add_header X-A a;
                  add_header X-B b;
              }
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              add_header  Strict-Transport-Security  'max-age=63072000';
              location / {
                  add_header X-A a;
                  add_header X-B b;
                  add_header Strict-Transport-Security 'max-age=63072000';
              }
          }
      }
    `,
  ));
