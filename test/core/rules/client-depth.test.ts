import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("client-depth");

test("one server that verifies is enough", () =>
  check(conf`
    http {
        ssl_verify_depth 3;
        server { listen 443 ssl; ssl_verify_client optional; }
        server { listen 443 ssl; }
        server { listen 443 ssl; ssl_verify_depth 4; }
    #                            ~~~~~~~~~~~~~~~~ hint: "ssl_verify_depth" has no effect: "ssl_verify_client" is off
    }
  `));

test("a fragment's server may verify", () =>
  check(conf`
    server {
        listen 443 ssl;
        ssl_verify_depth 9;
        location / { return 200; }
    }
  `));
