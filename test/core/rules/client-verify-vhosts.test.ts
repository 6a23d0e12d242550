import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("client-verify-vhosts");

test("both sides are named; servers that serve nothing do not count", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl default_server; ssl_reject_handshake on; }
        server { listen 443 ssl; server_name old.example.com; return 301 https://www.example.com; }
        server { listen 443 ssl; server_name api.example.com; ssl_verify_client optional; }
        server { listen 444 ssl; server_name www.example.com; }
    }
  `));

test("stream has no second name", () =>
  check(conf`
    stream {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl; server_name open; proxy_pass 10.0.0.1:1; }
        server { listen 443 ssl; server_name closed; proxy_pass 10.0.0.1:2; ssl_verify_client on; }
    }
  `));

test("a warning for the versions with the hole", () =>
  check(
    conf`
      http {
          ssl_certificate a.crt;
          ssl_certificate_key a.key;
          server { listen 443 ssl; server_name a; }
          server { listen 443 ssl; server_name b; ssl_verify_client on; }
      #                                                             ~~ warning: sessions of server "a" bypass this in nginx 1.26.2 (CVE-2025-23419)
      }
  `,
    { nginxVersion: "1.26.2" },
  ));

test("fixed in 1.26.3", () =>
  check(
    conf`
      http {
          ssl_certificate a.crt;
          ssl_certificate_key a.key;
          server { listen 443 ssl; server_name a; }
          server { listen 443 ssl; server_name b; ssl_verify_client on; }
      #                                                             ~~ information: server "a" on the same socket does not verify clients: requests over its connections get 421 here
      }
    `,
    { nginxVersion: "1.26.3" },
  ));

test("a server that rejects handshakes answers nothing", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl default_server; ssl_reject_handshake on; ssl_verify_client on; }
        server { listen 443 ssl; server_name a; }
    }
  `));
