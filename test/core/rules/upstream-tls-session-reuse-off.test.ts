import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-session-reuse-off");

test("each module", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_session_reuse off; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_session_reuse OFF; }
    #                                                          ~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_session_reuse off; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_session_reuse off;
    #       ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
        }
    }
  `));

test("once for all passes that inherit it", () =>
  check(conf`
    http {
        proxy_ssl_session_reuse off;
    #   ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://b.example.com; }
            location /c { proxy_pass https://c.example.com; proxy_ssl_session_reuse on; }
        }
    }
  `));

test("nothing where no TLS pass uses it", () =>
  check(conf`
    http {
        proxy_ssl_session_reuse off;
        server {
            location /a { proxy_pass http://a.example.com; }
            location /b { proxy_pass $backend; }
        }
    }
  `));

test("it must be off where the certificate depends on a variable", () =>
  check(conf`
    http {
        server {
            proxy_ssl_session_reuse off;
            location / {
                proxy_pass https://a.example.com;
                proxy_ssl_certificate     $arg_c.crt;
                proxy_ssl_certificate_key $arg_c.key;
            }
        }
    }
  `));

test("it must be off where certificates differ", () =>
  check(conf`
    http {
        proxy_ssl_session_reuse off;
        server {
            location /a {
                proxy_pass https://a.example.com;
                proxy_ssl_certificate     a.crt;
                proxy_ssl_certificate_key a.key;
            }
            location /b { proxy_pass https://a.example.com; }
        }
    }
  `));

test("it must be off where verification differs at one upstream", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; proxy_ssl_session_reuse off; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_session_reuse off; }
            location /c { proxy_pass https://c.example.com; proxy_ssl_session_reuse off; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~~~ information: every connection to the upstream makes a full TLS handshake
        }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    location / {
        proxy_pass https://a.example.com;
        proxy_ssl_session_reuse off;
    #   ~~~~~~~~~~~~~~~~~~~~~~~ hint: every connection to the upstream makes a full TLS handshake
    }
  `));

test("the fix deletes the directive at its place", () =>
  checkFix(
    conf`
      http {
          $0proxy_ssl_session_reuse off; # digest check failed
          server { location / { proxy_pass https://a.example.com; } }
      }
    `,
    conf`
      http {
          # digest check failed
          server { location / { proxy_pass https://a.example.com; } }
      }
    `,
  ));
