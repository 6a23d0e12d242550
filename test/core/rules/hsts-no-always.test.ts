import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("hsts-no-always");

test("on every level, whatever the name's case; other headers do not count", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            add_header strict-transport-security max-age=63072000;
    #                  ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: error responses are sent without this header: "always" is missing
            add_header X-Frame-Options DENY;
            location / { add_header Strict-Transport-Security max-age=63072000 always; }
        }
    }
  `));
