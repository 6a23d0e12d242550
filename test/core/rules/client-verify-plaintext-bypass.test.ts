import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("client-verify-plaintext-bypass");

test("each plain socket of a verifying server", () =>
  check(conf`
    http {
        ssl_verify_client on;
        server {
            listen 80;
    #              ~~ warning: clients of "*:80" need no certificate: only TLS can ask for one
            listen [::]:80;
    #              ~~~~~~~ warning: clients of "[::]:80" need no certificate: only TLS can ask for one
            listen 443 ssl;
        }
        server { listen 8080; listen 443 ssl; }
    #                   ~~~~ warning: clients of "*:8080" need no certificate: only TLS can ask for one
    }
  `));

test("requests that are told apart or sent elsewhere", () =>
  check(conf`
    http {
        ssl_verify_client on;
        server { listen 80; listen 443 ssl; if ($scheme = http) { return 301 https://$host$request_uri; } }
        server { listen 80; listen 443 ssl; location / { if ($ssl_client_verify != SUCCESS) { return 403; } } }
        server { listen 80; listen 443 ssl; return 301 https://www.example.com; }
        server { listen 80; listen 443 ssl; rewrite ^ https://$host$uri permanent; }
        server { listen 80; listen 443 ssl; ssl_verify_client optional; }
        server { listen 80; }
        server { listen 127.0.0.1:80; listen unix:/run/app.sock; listen 443 ssl; }
        server { listen 444 ssl; listen 444 quic; }
    }
  `));

test("a socket that another server makes TLS is not plain", () =>
  check(conf`
    http {
        server { listen 80; listen 443 ssl; ssl_verify_client on; }
        server { listen 80 ssl; }
    }
  `));

test("a port of TLS of its own, and one line", () =>
  checkFix(
    "http { server { listen $010.0.0.1:80; listen 8443 ssl; server_name a b; ssl_verify_client on; } }",
    "http { server { listen 8443 ssl; server_name a b; ssl_verify_client on; } server {     listen 10.0.0.1:80;     server_name a b;     return 301 https://$host:8443$request_uri; } }",
  ));
