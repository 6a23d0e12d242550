import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("session-cache-repeated");

test("in one block only", () =>
  check(conf`
    http {
        ssl_session_cache none;
        server { listen 443 ssl; ssl_session_cache shared:A:10m; }
        server { listen 444 ssl; ssl_session_cache shared:A:10m; ssl_session_cache shared:B:10m; }
    #                                                            ~~~~~~~~~~~~~~~~~ warning: nginx joins this with the "ssl_session_cache" before it
        server { listen 445 ssl; ssl_session_cache builtin:100; ssl_session_cache none; ssl_session_cache shared:C:1m; }
    #                                                                                   ~~~~~~~~~~~~~~~~~ warning: "none" of the "ssl_session_cache" before it stays in force
    }
  `));

test("the last one is kept", () =>
  checkFix(
    conf`
      http {
          ssl_session_cache builtin;
          ssl_session_cache off;
          $0ssl_session_cache shared:SSL:10m;
      }
    `,
    conf`
      http {
          ssl_session_cache shared:SSL:10m;
      }
    `,
  ));

test("two shared caches in one line", async () => {
  await check(conf`
    http {
        server { listen 443 ssl; ssl_session_cache shared:A:10m shared:B:10m; }
    #                                              ~~~~~~~~~~~~ warning: nginx caches no session here: only the last shared cache counts, "shared:B:10m"
        server { listen 444 ssl; ssl_session_cache builtin:100 shared:B:10m; }
    }
  `);
  await checkFix(
    "http { ssl_session_cache $0shared:A:10m shared:B:10m; }",
    "http { ssl_session_cache shared:B:10m; }",
  );
});
