import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-variable-cert");

test("certificate or key, in every server concerned", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key $name.key; ssl_stapling ON; }
    #                                                                                  ~~~~~~~~~~~~ warning: nothing is stapled: the certificate's name has a variable
        server { listen 444 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_stapling on; }
        server { listen 445 ssl; ssl_certificate $name.crt; ssl_certificate_key $name.key; ssl_stapling off; }
    }
  `));

test("for all servers, of which one has a plain name", () =>
  check(conf`
    http {
        ssl_stapling on;
        server { listen 443 ssl; ssl_certificate $name.crt; ssl_certificate_key $name.key; }
        server { listen 444 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
    }
  `));
