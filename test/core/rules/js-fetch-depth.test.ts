import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("js-fetch-depth");

test("zero, or unused", () =>
  check(conf`
    http {
        js_fetch_verify_depth 2;
        server { js_fetch_verify_depth 00; }
    #                                  ~~ hint: only certificates signed directly by a root of the trusted file are accepted
        server { js_fetch_verify off; js_fetch_verify_depth 3; }
    #                                 ~~~~~~~~~~~~~~~~~~~~~ hint: "js_fetch_verify_depth" has no effect: "js_fetch_verify" is off
    }
  `));
