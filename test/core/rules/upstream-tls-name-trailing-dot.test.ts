import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-name-trailing-dot");

test("each module, in the written name or the pass", () =>
  check(conf`
    http {
        grpc_ssl_name b.example.com.:443;
    #                 ~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "b.example.com.", which never matches: it ends with a dot
        server {
            location /a { proxy_pass https://a.example.com./; proxy_ssl_verify on; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "a.example.com.", which never matches: it ends with a dot
            location /b { grpc_pass grpcs://b:443; grpc_ssl_verify on; }
            location /c { uwsgi_pass suwsgi://c.example.com.:3031; uwsgi_ssl_verify on; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "c.example.com.", which never matches: it ends with a dot
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_name "db.example.com.";
    #                      ~~~~~~~~~~~~~~~~~ warning: certificate is checked for "db.example.com.", which never matches: it ends with a dot
            proxy_ssl_verify on;
        }
    }
  `));

test("no dot, no check, or a name that is not known", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://a.example.com.; proxy_ssl_name a.example.com; }
            location /c { proxy_pass https://a.example.com.; proxy_ssl_verify off; }
            location /d { proxy_pass https://a.example.com; proxy_ssl_name $host.; }
            location /e { proxy_pass http://a.example.com.; }
        }
    }
  `));

test("the pass keeps its dot, which matters to the resolver", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://a.example.com$0.;
          proxy_ssl_verify on;
      }
    `,
    conf`
      location / {
          proxy_pass https://a.example.com.;
          proxy_ssl_name a.example.com;
          proxy_ssl_verify on;
      }
    `,
  ));
