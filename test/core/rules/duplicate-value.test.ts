import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("duplicate-value");

test("in one directive and over several of one block, in any case", () =>
  check(conf`
    http {
        ssl_protocols TLSv1.2 tlsv1.2;
    #                         ~~~~~~~ warning: duplicate value "tlsv1.2"
        ssl_protocols TLSv1.3 TLSv1.2;
    #                         ~~~~~~~ warning: duplicate value "TLSv1.2"
        proxy_next_upstream error timeout error;
    #                                     ~~~~~ warning: duplicate value "error"
        server {
            ssl_protocols TLSv1.2;
            proxy_next_upstream error;
        }
    }
  `));

test("wrong words and other directives are not its subject", () =>
  check(conf`
    http {
        ssl_protocols TLSv1.4 TLSv1.4;
        ssl_protocols {{ one }} {{ one }};
        add_header A A;
        server { listen 80; ssl_certificate a.crt; ssl_certificate a.crt; }
    }
  `));

test("a directive that adds nothing goes", () =>
  checkFix(
    conf`
      http {
          ssl_protocols TLSv1.2 TLSv1.3;
          ssl_protocols $0TLSv1.2;
      }
    `,
    conf`
      http {
          ssl_protocols TLSv1.2 TLSv1.3;
      }
    `,
  ));
