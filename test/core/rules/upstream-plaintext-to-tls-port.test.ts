import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-plaintext-to-tls-port");

test("ports meant for TLS are reported for http, grpc and uwsgi", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; server 10.0.0.2:443; }
        upstream mixed { server 10.0.0.1:443; server 10.0.0.2:80; }
        server {
            location /a {
                proxy_pass http://app;
    #                      ~~~~~~~~~~ warning: plaintext goes to port 443, which is meant for TLS
            }
            location /b {
                grpc_pass 10.0.0.1:8443;
    #                     ~~~~~~~~~~~~~ information: plaintext goes to port 8443, which is meant for TLS
            }
            location /c {
                uwsgi_pass uwsgi://10.0.0.1:443;
    #                      ~~~~~~~~~~~~~~~~~~~~ warning: plaintext goes to port 443, which is meant for TLS
            }
            location /d { proxy_pass http://mixed; }
            location /e { proxy_pass https://app; }
            location /f { proxy_pass http://$host:443; }
        }
    }
  `);
});

test("stream passes TLS through and is never reported", async () => {
  await check("stream { server { listen 443; proxy_pass 10.0.0.1:443; } }\n");
});

test("the fix adds the scheme where there is none", async () => {
  await checkFix(
    "http { server { location / { grpc_pass $010.0.0.1:443; } } }",
    "http { server { location / { grpc_pass grpcs://10.0.0.1:443; } } }",
  );
});

test("the fix gives an inherited verification the CA that nginx asks for", async () => {
  await checkFix(
    conf`
      http {
          proxy_ssl_verify on;
          server {
              location / {
                  proxy_pass $0http://a.example.com:443;
              }
          }
      }
    `,
    conf`
      http {
          proxy_ssl_verify on;
          server {
              location / {
                  proxy_pass https://a.example.com:443;
                  proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
                  proxy_ssl_server_name on;
              }
          }
      }
    `,
  );
});
