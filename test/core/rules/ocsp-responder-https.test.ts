import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("ocsp-responder-https");

test("any scheme but http, and none", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_ocsp_responder https://192.0.2.1/; }
    #                                               ~~~~~~~~~~~~~~~~~~ warning: invalid URL prefix in OCSP responder "https://192.0.2.1/" in "ssl_ocsp_responder"
        server { listen 443 ssl; ssl_ocsp_responder 192.0.2.1; }
    #                                               ~~~~~~~~~ warning: invalid URL prefix in OCSP responder "192.0.2.1" in "ssl_ocsp_responder"
        server { listen 443 ssl; ssl_ocsp_responder HTTP://192.0.2.1; }
    }
  `));
