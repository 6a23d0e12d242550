import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-verify-no-sni");

test("each module; uwsgi is information", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
    #                                                       ~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_verify on; }
    #                                                          ~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("grpc_ssl_server_name" is off by default)
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify on; }
    #                                                             ~~~~~~~~~~~~~~~~ information: certificate is verified, but no SNI is sent ("uwsgi_ssl_server_name" is off by default)
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_verify on;
    #       ~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
        }
    }
  `));

test("inherited verification is reported at the pass", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        proxy_ssl_trusted_certificate ca.crt;
        server {
            location /a { proxy_pass https://a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
            location /b { proxy_pass https://b.example.com; proxy_ssl_server_name on; }
            location /c { proxy_pass http://b.example.com; }
        }
        server {
            proxy_ssl_server_name on;
            location /d { proxy_pass https://d.example.com; proxy_ssl_server_name off; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is explicitly off)
            location /e { proxy_pass https://e.example.com; }
        }
    }
  `));

test("addresses have no SNI; unknown names may", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        server {
            location /a { proxy_pass https://192.0.2.1; }
            location /b { proxy_pass https://[2001:db8::1]; }
            location /c { proxy_pass https://a.example.com; proxy_ssl_name 192.0.2.1; }
            location /d { proxy_pass https://unix:/run/app.sock; }
            location /e { proxy_pass https://a.example.com; proxy_ssl_name ""; }
            location /f { proxy_pass https://$backend; }
    #                                ~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
            location /g { proxy_pass https://192.0.2.1; proxy_ssl_name a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
            location /h { proxy_pass https://192.0.2.1; proxy_ssl_name $host; }
    #                                ~~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
            location /i { proxy_pass $backend; }
        }
    }
  `));

test("milder where an unseen block may switch it on", async () => {
  await check(conf`
    location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
    #                                               ~~~~~~~~~~~~~~~~ information: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
    location /b { proxy_pass https://b.example.com; proxy_ssl_verify on; proxy_ssl_server_name off; }
    #                                               ~~~~~~~~~~~~~~~~ warning: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is explicitly off)
    location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify on; }
    #                                                     ~~~~~~~~~~~~~~~~ hint: certificate is verified, but no SNI is sent ("uwsgi_ssl_server_name" is off by default)
  `);
  await check(conf`
    http {
        include /elsewhere/tls.conf;
        server {
            location / { proxy_pass https://a.example.com; proxy_ssl_verify on; }
    #                                                      ~~~~~~~~~~~~~~~~ information: certificate is verified, but no SNI is sent ("proxy_ssl_server_name" is off by default)
        }
    }
  `);
});

test("the fix changes the block's own value", () =>
  checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_ssl_server_name off;
                  proxy_pass https://a.example.com;
                  $0proxy_ssl_verify on;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_ssl_server_name on;
                  proxy_pass https://a.example.com;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
  ));
