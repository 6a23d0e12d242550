import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-default-server-only-directive");

test("each directive of the first context", () =>
  check(conf`
    http {
        ssl_session_timeout 1d;
        server { listen 443 ssl; server_name a; }
        server {
            listen 443 ssl;
            listen [::]:443 ssl;
            server_name b;
            ssl_session_timeout 1h;
    #       ~~~~~~~~~~~~~~~~~~~ warning: "ssl_session_timeout" counts only in the default server of the socket, "a"
            ssl_session_ticket_key b.key;
    #       ~~~~~~~~~~~~~~~~~~~~~~ warning: "ssl_session_ticket_key" counts only in the default server of the socket, "a"
            ssl_ecdh_curve X25519;
    #       ~~~~~~~~~~~~~~ warning: "ssl_ecdh_curve" counts only in the default server of the socket, "a"
            ssl_early_data on;
    #       ~~~~~~~~~~~~~~ warning: "ssl_early_data" counts only in the default server of the socket, "a"
            ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
            ssl_conf_command MinProtocol TLSv1.3;
    #       ~~~~~~~~~~~~~~~~ warning: "ssl_conf_command" counts only in the default server of the socket, "a"
            ssl_session_tickets off;
        }
        server { listen [::]:443 ssl default_server; server_name c; }
    }
  `));

test("the same in both, default servers, plain ones", () =>
  check(conf`
    http {
        server { listen 443 ssl; server_name a; ssl_session_cache shared:SSL:10m; }
        server { listen 443 ssl; server_name b; ssl_session_cache shared:SSL:10m; }
        server { listen 443 ssl; listen 444 ssl; server_name c; ssl_session_cache off; }
        server { listen 80; server_name d; }
        server { listen 80; server_name e; ssl_session_cache off; }
    }
  `));

test("a file that all servers include is copied from", () =>
  check(conf`
    http {
        server { listen 443 ssl default_server; ssl_reject_handshake on; }
        server { listen 443 ssl; server_name b; include tls.conf; }
        server { listen 443 ssl; server_name c; include tls.conf; }
    }
    #- tls.conf
    ssl_session_cache shared:SSL:10m;
    #~~~~~~~~~~~~~~~~ warning: "ssl_session_cache" counts only in the default server of the socket, "*:443"
  `));

test("it can go to the default server instead", () =>
  checkFix(
    conf`
      http {
          server {
              listen 443 ssl;
          }
          server {
              listen 443 ssl;
              $0ssl_session_timeout 1h;
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_session_timeout 1h;
          }
          server {
              listen 443 ssl;
              ssl_session_timeout 1h;
          }
      }
    `,
    { title: 'Copy "ssl_session_timeout" to the default server' },
  ));

test("nginx's default is no other value than none", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_session_timeout 300s; ssl_ecdh_curve Auto; }
        server {
            listen 443 ssl;
            ssl_session_cache none;
            ssl_session_timeout 5m;
            ssl_early_data OFF;
            ssl_ecdh_curve auto;
        }
        server { listen 444 ssl; ssl_early_data on; ssl_session_cache shared:A:1m; }
        server {
            listen 444 ssl;
            ssl_early_data off;
    #       ~~~~~~~~~~~~~~ warning: "ssl_early_data" counts only in the default server of the socket, "*:444"
            ssl_session_cache none;
    #       ~~~~~~~~~~~~~~~~~ warning: "ssl_session_cache" counts only in the default server of the socket, "*:444"
        }
    }
  `));
