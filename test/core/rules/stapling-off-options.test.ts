import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-off-options");

test("each option, in every server concerned", () =>
  check(conf`
    http {
        ssl_stapling_verify on;
    #   ~~~~~~~~~~~~~~~~~~~ hint: "ssl_stapling_verify" has no effect: "ssl_stapling" is off
        server { listen 443 ssl; ssl_stapling_file a.der; ssl_stapling_responder http://ocsp.example.com/; }
    #                            ~~~~~~~~~~~~~~~~~ hint: "ssl_stapling_file" has no effect: "ssl_stapling" is off
    #                                                     ~~~~~~~~~~~~~~~~~~~~~~ hint: "ssl_stapling_responder" has no effect: "ssl_stapling" is off
        server { listen 444 ssl; ssl_stapling off; }
    }
  `));

test("stapling somewhere, or out of sight", async () => {
  await check(conf`
    http {
        ssl_stapling_verify on;
        server { listen 443 ssl; ssl_stapling on; }
        server { listen 444 ssl; ssl_stapling_verify off; }
        server { listen 445 ssl; ssl_stapling_file a.der; include /nowhere/stapling.conf; }
    }
  `);
  await check(conf`
    server {
        listen 443 ssl;
        ssl_stapling_verify on;
        location / { return 200; }
    }
  `);
});
