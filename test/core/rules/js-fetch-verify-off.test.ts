import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("js-fetch-verify-off");

test("any case, unless a comment says that it is meant", () =>
  check(conf`
    http {
        js_fetch_verify on;
        server { js_fetch_verify OFF; }
    #                            ~~~ warning: certificates of servers that scripts fetch from are not verified
        server {
            js_fetch_verify off; # insecure, but local
        }
    }
  `));

test("a block around it may have switched it off too", () =>
  checkFix(
    conf`
      http {
          js_fetch_verify off;
          server {
              js_fetch_verify $0off;
          }
      }
    `,
    conf`
      http {
          js_fetch_verify off;
          server {
              js_fetch_verify on;
              js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
          }
      }
    `,
  ));

test("with a CA the directive goes", () =>
  checkFix(
    conf`
      http {
          js_fetch_trusted_certificate ca.crt;
          js_fetch_verify $0off;
      }
    `,
    conf`
      http {
          js_fetch_trusted_certificate ca.crt;
      }
    `,
  ));
