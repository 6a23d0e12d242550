import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { LOWEST, MIDDLE, ROOT } from "../../harness/authorities.ts";
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

test("a chain of CAs that is longer than the depth", () =>
  check(
    conf`
      http {
          ssl_verify_client on; ssl_client_certificate root.crt;
          server {
              listen 1 ssl;
              ssl_trusted_certificate chain.crt;
              ssl_verify_depth 1;
      #                        ~ warning: what "Lowest" signed is refused: it has 2 CAs below the root, "ssl_verify_depth" is 1
          }
          server { listen 2 ssl; ssl_verify_client off; ssl_client_certificate chain.crt; }
          server { listen 3 ssl; ssl_verify_depth 2; ssl_client_certificate chain.crt; }
          server { listen 4 ssl; ssl_verify_client optional_no_ca; ssl_client_certificate chain.crt; }
      }
    `,
    { files: { "root.crt": sketches(ROOT), "chain.crt": sketches(MIDDLE, LOWEST) } },
  ));
