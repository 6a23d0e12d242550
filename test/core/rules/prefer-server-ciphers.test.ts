import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("prefer-server-ciphers");

test("the list in force counts", () =>
  check(conf`
    http {
        ssl_ciphers ECDHE+AESGCM;
        server { listen 443 ssl; ssl_prefer_server_ciphers ON; }
    #                                                      ~~ hint: all suites are strong: policy mozilla-intermediate 6.0 leaves the choice to the client
        server { listen 444 ssl; ssl_prefer_server_ciphers off; }
        server { listen 445 ssl; ssl_prefer_server_ciphers on; ssl_ciphers HIGH:!aNULL; }
    }
    stream {
        ssl_prefer_server_ciphers on;
    }
  `));
