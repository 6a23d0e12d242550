import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-responder-https");

test("only where stapling is on", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_stapling on; ssl_stapling_responder "HTTPS://ocsp.example.com/"; }
    #                                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: nothing is stapled: nginx asks responders over plain HTTP only
        server { listen 444 ssl; ssl_stapling on; ssl_stapling_responder http://ocsp.example.com/; }
        server { listen 445 ssl; ssl_stapling_responder https://ocsp.example.com/; }
    }
  `));
