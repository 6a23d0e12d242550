import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("session-cache-invalid");

test("each word is judged as nginx does, up to the first wrong one", () =>
  check(conf`
    http {
        server { ssl_session_cache on; }
    #                              ~~ error: invalid session cache "on"
        server { ssl_session_cache builtin:many; }
    #                              ~~~~~~~~~~~~ error: invalid session cache "builtin:many"
        server { ssl_session_cache builtin shared:one; }
    #                                      ~~~~~~~~~~ error: invalid session cache "shared:one"
        server { ssl_session_cache shared:one:1k; }
    #                              ~~~~~~~~~~~~~ error: session cache "shared:one:1k" is too small
        server { ssl_session_cache shared:one:1m; }
        server { ssl_session_cache off; }
    }
    mail { server { ssl_session_cache shared:two; } }
    #                                 ~~~~~~~~~~ error: invalid session cache "shared:two"
  `));

test("the fix takes the size that the zone has elsewhere", () =>
  checkFix(
    conf`
      http {
          server { ssl_session_cache shared:web:2m; }
          server { ssl_session_cache $0shared:web; }
      }
    `,
    conf`
      http {
          server { ssl_session_cache shared:web:2m; }
          server { ssl_session_cache shared:web:2m; }
      }
    `,
  ));
