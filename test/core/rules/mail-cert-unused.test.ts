import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("mail-cert-unused");

test("only in a server that surely speaks no TLS", () =>
  check(conf`
    mail {
        server { listen 143; ssl_certificate a.crt; starttls off; }
    #                        ~~~~~~~~~~~~~~~ information: certificate is not even loaded: neither "listen ... ssl" nor "starttls"
        server { listen 143; ssl_certificate a.crt; starttls on; }
        server { listen 993 ssl; ssl_certificate a.crt; }
    }
    http { server { listen 80; ssl_certificate a.crt; } }
  `));

test("on a port of TLS the listen is what lacks it", () =>
  checkFix(
    "mail { server { listen 993; $0ssl_certificate a.crt; } }",
    "mail { server { listen 993 ssl; ssl_certificate a.crt; } }",
  ));
