import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("session-cache-builtin");

test("with and without a size", () =>
  check(conf`
    http {
        ssl_session_cache builtin;
    #                     ~~~~~~~ hint: each worker process has a session cache of its own
        server { listen 443 ssl; ssl_session_cache shared:A:10m builtin:20480; }
    #                                                           ~~~~~~~~~~~~~ hint: each worker process has a session cache of its own
        server { listen 444 ssl; ssl_session_cache shared:builtin:10m; }
    }
  `));

test("alone it becomes a shared one", () =>
  checkFix(
    "http { ssl_session_cache $0builtin:100; }",
    "http { ssl_session_cache shared:SSL:10m; }",
  ));
