import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("ocsp-optional-no-ca");

test("a server that nginx does not set up is milder", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_verify_client optional_no_ca; ssl_ocsp leaf; }
    #                                                              ~~~~~~~~ warning: "ssl_ocsp" is incompatible with "ssl_verify_client optional_no_ca"
        server { listen 443 ssl; ssl_verify_client optional_no_ca; ssl_ocsp off; }
        server { listen 443 ssl; ssl_verify_client on; ssl_ocsp on; }
    }
  `));
