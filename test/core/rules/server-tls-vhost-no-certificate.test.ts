import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("server-tls-vhost-no-certificate");

test("a server of the socket that has none, by any of its listens", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            server_name a.example.com;
            ssl_certificate a.crt;
            ssl_certificate_key a.key;
        }
        server {
            listen 80;
            listen 443 ssl;
    #              ~~~ warning: no certificate of its own: clients get that of the default server "a.example.com"
            server_name b.example.com;
        }
        server { listen 443; server_name plain.example.com; }
        server { listen 443 ssl; server_name rejected.example.com; ssl_reject_handshake on; }
        server { listen 127.0.0.1:443 ssl; server_name other-socket.example.com; }
    }
  `));

test("a certificate for all", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl; server_name a.example.com; }
        server { listen 443 ssl; server_name b.example.com; }
    }
  `));

test("an include that can't be read may bring it", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server {
            listen 443 ssl;
    #              ~~~ information: no certificate of its own: clients get that of the default server "*:443"
            include /nowhere/tls.conf;
        }
    }
  `));

test("servers of stream share a socket since 1.25.5", () =>
  check(
    conf`
      stream {
          server { listen 5432 ssl; server_name a; ssl_certificate a.crt; ssl_certificate_key a.key; }
          server { listen 5432 ssl; server_name b; }
      }
  `,
    { nginxVersion: "1.24.0" },
  ));

test("a certificate of the default server that has all names is enough", () =>
  check(
    conf`
      http {
          server { listen 443 ssl; server_name a.example.com; ssl_certificate a.crt; ssl_certificate_key a.key; }
          server { listen 443 ssl; server_name b.example.com *.sub.example.com; }
          server { listen 443 ssl; server_name b.example.com other.example.org; }
      #                   ~~~ warning: no certificate of its own: clients get that of the default server "a.example.com"
          server { listen 443 ssl; server_name ~^any; }
      #                   ~~~ warning: no certificate of its own: clients get that of the default server "a.example.com"
          server { listen 443 ssl; }
      #                   ~~~ warning: no certificate of its own: clients get that of the default server "a.example.com"
      }
    `,
    {
      files: {
        "a.crt": sketches({
          name: "a.example.com",
          names: ["*.example.com", "*.sub.example.com"],
        }),
      },
    },
  ));
