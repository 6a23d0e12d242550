import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-verify-ip-name");

test("each module", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://192.0.2.1; proxy_ssl_verify on; }
    #                                ~~~~~~~~~~~~~~~~~ warning: certificate is checked for "192.0.2.1", but nginx compares DNS names only
            location /b { grpc_pass grpcs://[2001:db8::1]:443; grpc_ssl_verify on; }
    #                               ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "2001:db8::1", but nginx compares DNS names only
            location /c { uwsgi_pass suwsgi://127.0.0.1:3031; uwsgi_ssl_verify on; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "127.0.0.1", but nginx compares DNS names only
            location /d { proxy_pass https://unix:/run/app.sock:/; proxy_ssl_verify on; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for the path of the socket, but nginx compares DNS names only
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass 192.0.2.1:5432;
    #                  ~~~~~~~~~~~~~~ warning: certificate is checked for "192.0.2.1", but nginx compares DNS names only
            proxy_ssl on;
            proxy_ssl_verify on;
        }
    }
  `));

test("a written address is reported where it is written, if that is beside the pass", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        server {
            proxy_ssl_name 192.0.2.1;
            location /a { proxy_pass https://a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "192.0.2.1", but nginx compares DNS names only
            location /b { proxy_pass https://a.example.com; proxy_ssl_name 192.0.2.1:443; }
    #                                                       ~~~~~~~~~~~~~~ warning: certificate is checked for "192.0.2.1", but nginx compares DNS names only
        }
    }
  `));

test("names, variables, groups, and hops that are not verified", () =>
  check(conf`
    http {
        upstream pool { server 192.0.2.1:443; }
        server {
            proxy_ssl_verify on;
            location /a { proxy_pass https://192.0.2.1; proxy_ssl_name a.example.com; }
            location /b { proxy_pass https://192.0.2.1; proxy_ssl_name $host; }
            location /c { proxy_pass https://unix:/run/app.sock; proxy_ssl_name a.example.com; }
            location /d { proxy_pass https://$backend; }
            location /e { proxy_pass https://pool; }
            location /f { proxy_pass https://192.0.2.1; proxy_ssl_verify off; }
            location /g { proxy_pass http://192.0.2.1; }
        }
    }
  `));

test("a name makes SNI possible, so the fix sends it", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://a.example.com;
          $0proxy_ssl_name 192.0.2.1;
          proxy_ssl_verify on;
      }
    `,
    conf`
      location / {
          proxy_pass https://a.example.com;
          proxy_ssl_server_name on;
          proxy_ssl_name name-in-certificate.example.com;
          proxy_ssl_verify on;
      }
    `,
  ));
