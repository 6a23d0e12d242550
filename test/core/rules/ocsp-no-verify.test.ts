import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("ocsp-no-verify");

test("on and leaf, in http and stream", () =>
  check(conf`
    http {
        ssl_ocsp on;
    #   ~~~~~~~~ warning: no client certificate is checked: "ssl_verify_client" is off
        server { listen 443 ssl; }
        server { listen 443 ssl; ssl_ocsp leaf; ssl_verify_client off; }
    #                            ~~~~~~~~ warning: no client certificate is checked: "ssl_verify_client" is off
        server { listen 443 ssl; ssl_ocsp leaf; ssl_verify_client on; }
        server { listen 443 ssl; ssl_ocsp off; }
    }
    stream {
        ssl_ocsp on;
        server { listen 5432 ssl; ssl_verify_client on; }
        server { listen 5433 ssl; }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    server {
        listen 443 ssl;
        ssl_ocsp on;
    #   ~~~~~~~~ information: no client certificate is checked: "ssl_verify_client" is off
        location / { return 200; }
    }
  `));
