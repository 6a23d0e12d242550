import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("hsts-short");

test("less than half a year", () =>
  check(conf`
    http {
        add_header Strict-Transport-Security "includeSubDomains; max-age=300" always;
    #                                                                    ~~~ hint: browsers forget this after 300 seconds; policy mozilla-intermediate 6.0 asks for 730 days
        server { add_header Strict-Transport-Security Max-Age=15767999; }
    #                                                         ~~~~~~~~ hint: browsers forget this after 182 days; policy mozilla-intermediate 6.0 asks for 730 days
        server { add_header Strict-Transport-Security 'max-age="604800"'; }
    #                                                           ~~~~~~ hint: browsers forget this after 7 days; policy mozilla-intermediate 6.0 asks for 730 days
    }
  `));

test("long enough, taken back, or not to be read", () =>
  check(conf`
    http {
        add_header Strict-Transport-Security "max-age=15768000" always;
        server { add_header Strict-Transport-Security "max-age=0"; }
        server { add_header Strict-Transport-Security $hsts; }
        server { add_header Strict-Transport-Security max-age=$seconds; }
        server { add_header Expect-CT max-age=1; }
    }
  `));
