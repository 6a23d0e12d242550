import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("hsts-on-plain");

test("in the server or below; not for all servers at once", () =>
  check(conf`
    http {
        add_header Strict-Transport-Security max-age=63072000;
        server { location / { add_header Strict-Transport-Security max-age=63072000; } }
    #                                    ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: browsers ignore this header on plain HTTP
        server { listen [::]:80; add_header strict-transport-security max-age=63072000; }
    #                                       ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: browsers ignore this header on plain HTTP
    }
  `));

test("TLS, or a proxy that may speak it", () =>
  check(conf`
    http {
        server { listen 80; listen 443 ssl; add_header Strict-Transport-Security max-age=1; }
        server { listen 8080; add_header Strict-Transport-Security max-age=1; }
        server { listen 127.0.0.1:80; add_header Strict-Transport-Security max-age=1; }
        server { listen 10.0.0.1:80 proxy_protocol; add_header Strict-Transport-Security max-age=1; }
        server { listen unix:/run/a.sock; add_header Strict-Transport-Security max-age=1; }
        server { include /nowhere/listen.conf; add_header Strict-Transport-Security max-age=1; }
    }
  `));
