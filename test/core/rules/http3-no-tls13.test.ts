import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("http3-no-tls13");

test("an error for the default server, a warning for others", () =>
  check(conf`
    http {
        server { listen 443 quic default_server; server_name a.example.com; }
        server {
            listen 443 quic;
            server_name b.example.com;
            ssl_protocols TLSv1.2;
    #       ~~~~~~~~~~~~~ warning: without TLSv1.3 server "b.example.com" can't be reached over QUIC
        }
        server { listen 443 ssl; ssl_protocols TLSv1.2; }
    }
  `));

test("an inherited list; repeated lists add up", () =>
  check(conf`
    http {
        ssl_protocols TLSv1.2;
    #   ~~~~~~~~~~~~~ error: "ssl_protocols" must enable TLSv1.3 for the "listen ... quic" directive
        server { listen 443 quic; }
        server { listen 444 quic; ssl_protocols TLSv1.2; ssl_protocols tlsv1.3; }
    }
  `));

test("an include may name another default server", () =>
  check(conf`
    http {
        include /nowhere/default.conf;
        server {
            listen 443 quic;
            ssl_protocols TLSv1.2;
    #       ~~~~~~~~~~~~~ warning: without TLSv1.3 server "*:443" can't be reached over QUIC
        }
    }
  `));

test("before 1.29.2 only the default server's list counts", () =>
  check(
    conf`
      http {
          server { listen 443 quic default_server; server_name a.example.com; }
          server { listen 443 quic; server_name b.example.com; ssl_protocols TLSv1.2; }
          server {
              listen 444 quic;
              ssl_protocols TLSv1.2;
      #       ~~~~~~~~~~~~~ error: "ssl_protocols" must enable TLSv1.3 for the "listen ... quic" directive
          }
      }
    `,
    { nginxVersion: "1.29.1" },
  ));
