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
