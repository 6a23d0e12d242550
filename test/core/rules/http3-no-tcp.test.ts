import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("http3-no-tcp");

test("TCP in the clear does not count, TLS on another port does", () =>
  check(conf`
    http {
        server { listen 443 quic; listen 80; }
    #                       ~~~~ hint: no "listen 443 ssl": clients that come over TCP get no answer
        server { listen 8443 quic; listen 8443; }
    #                        ~~~~ hint: no "listen 8443 ssl": clients that come over TCP get no answer
        server { listen 444 quic; listen 445 ssl; }
    }
  `));

test("an unseen part may have it", () =>
  check(conf`
    server {
        listen 443 quic;
        location / { return 200; }
    }
  `));

test("another server may answer over TCP for the same names", () =>
  check(conf`
    http {
        server { listen 443 quic; server_name a.example.com; }
        server { listen 443 ssl; server_name b.example.com a.example.com; }
        server { listen 443 quic; server_name b.example.com c.example.com; }
    #                       ~~~~ hint: no "listen 443 ssl": clients that come over TCP get no answer
        server { listen 8443 quic; server_name b.example.com; }
    #                        ~~~~ hint: no "listen 8443 ssl": clients that come over TCP get no answer
    }
  `));

test("nginx refuses one listen with both, and says so", () =>
  check("http { server { listen 443 quic ssl; } }\n"));
