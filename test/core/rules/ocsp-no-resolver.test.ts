import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("ocsp-no-resolver");

test("a resolver, an address, or nothing to look up", () =>
  check(conf`
    http {
        ssl_ocsp on;
    #   ~~~~~~~~ warning: OCSP responders are looked up at run time, but no "resolver" is set
        ssl_verify_client on;
        server { listen 443 ssl; }
        server { listen 443 ssl; resolver 127.0.0.53; }
        server { listen 443 ssl; ssl_ocsp_responder http://127.0.0.1:8888/; }
        server { listen 443 ssl; ssl_ocsp_responder http://ocsp.example.com/; }
        server { listen 443 ssl; ssl_ocsp off; }
        server { listen 443 ssl; ssl_verify_client off; }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    server {
        listen 443 ssl;
        ssl_verify_client on;
        ssl_ocsp leaf;
    #   ~~~~~~~~ information: OCSP responders are looked up at run time, but no "resolver" is set
        location / { return 200; }
    }
  `));
