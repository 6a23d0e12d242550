import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("http3-no-alt-svc");

test("the header on any level", () =>
  check(conf`
    http {
        server { listen 443 quic; listen 443 ssl; }
    #                       ~~~~ information: clients do not learn of HTTP/3: no Alt-Svc header is added
        server { listen 443 quic; add_header alt-svc 'h3=":443"'; }
        server { listen 443 quic; location / { add_header Alt-Svc 'h3=":443"'; } }
        server { listen 443 quic; http3 off; }
        server { listen 443 ssl; }
        server { listen 443 quic; more_set_headers 'Alt-Svc: h3=":443"'; }
    }
  `));

test("set for all; milder in a fragment", async () => {
  await check(conf`
    http {
        add_header Alt-Svc 'h3=":443"';
        server { listen 443 quic; }
    }
  `);
  await check(conf`
    server { listen 443 quic; location / { return 200; } }
    #                   ~~~~ hint: clients do not learn of HTTP/3: no Alt-Svc header is added
  `);
});

test("the port is that of the socket, and inherited headers are kept", () =>
  checkFix(
    "http { add_header X-A a; server { listen 8443 $0quic; } }",
    `http { add_header X-A a; server { listen 8443 quic; add_header X-A a; add_header Alt-Svc 'h3=":8443"; ma=86400' always; } }`,
  ));
