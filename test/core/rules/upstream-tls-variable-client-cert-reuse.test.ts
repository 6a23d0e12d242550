import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-variable-client-cert-reuse");

test("each module, also where only the key or inline data varies", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate $arg_c.crt; proxy_ssl_certificate_key $arg_c.key; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_certificate data:$cert; grpc_ssl_certificate_key data:$key; }
    #                                                          ~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_certificate c.crt; uwsgi_ssl_certificate_key $arg_c.key; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_session_reuse on;
            proxy_ssl_certificate     $ssl_server_name.crt;
    #       ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            proxy_ssl_certificate_key $ssl_server_name.key;
        }
    }
  `));

test("an inherited certificate is reported at each pass", () =>
  check(conf`
    http {
        proxy_ssl_certificate     $host.crt;
        proxy_ssl_certificate_key $host.key;
        server {
            location /a { proxy_pass https://a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /b { proxy_pass https://b.example.com; proxy_ssl_session_reuse off; }
            location /c { proxy_pass https://c.example.com; proxy_ssl_certificate ""; }
            location /d { proxy_pass http://d.example.com; }
            location /e { proxy_pass $backend; }
        }
    }
  `));

test("fixed certificates, and a key without a certificate", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate a.crt; proxy_ssl_certificate_key a.key; }
            location /b { proxy_pass https://b.example.com; proxy_ssl_certificate_key $host.key; }
        }
    }
  `));

test("milder in a fragment, unless reuse is switched on in plain sight", () =>
  check(conf`
    location /a {
        proxy_pass https://a.example.com;
        proxy_ssl_certificate     $host.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~ information: client certificate depends on a variable, but TLS sessions are reused for all of them
        proxy_ssl_certificate_key $host.key;
    }
    location /b {
        proxy_pass https://b.example.com;
        proxy_ssl_session_reuse on;
        proxy_ssl_certificate     $host.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
        proxy_ssl_certificate_key $host.key;
    }
  `));

test("the fix changes the block's own value", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://a.example.com;
          $0proxy_ssl_certificate     $host.crt;
          proxy_ssl_certificate_key $host.key;
          proxy_ssl_session_reuse   on;
      }
    `,
    conf`
      location / {
          proxy_pass https://a.example.com;
          proxy_ssl_certificate     $host.crt;
          proxy_ssl_certificate_key $host.key;
          proxy_ssl_session_reuse   off;
      }
    `,
  ));
