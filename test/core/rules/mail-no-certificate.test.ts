import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("mail-no-certificate");

test("starttls as well as ssl; one of the mail block will do", () =>
  check(conf`
    mail {
        server { listen 143; starttls only; }
    #                        ~~~~~~~~ error: no "ssl_certificate" is defined for the "starttls" directive
        server { listen 993 ssl; ssl_certificate a.crt; }
        server { listen 110; starttls off; }
        server { listen 995 ssl; include unseen.conf; }
    }
  `));

test("inherited", () =>
  check(conf`
    mail {
        ssl_certificate a.crt;
        starttls on;
        server { listen 143; }
        server { listen 993 ssl; }
    }
  `));
