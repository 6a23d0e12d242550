import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-none");

test("the default server counts", () =>
  check(conf`
    http {
        ssl_session_tickets off;
        server { listen 443 ssl; ssl_session_cache none; }
    #                   ~~~ hint: no session can be resumed: tickets are off and nothing is cached
        server { listen 443 ssl; ssl_session_cache shared:A:10m; }
        server { listen 444 ssl; ssl_session_cache shared:A:10m; }
        server { listen 445 ssl; ssl_session_cache builtin; }
        server { listen 446 ssl; ssl_session_tickets on; }
        server { listen 80; }
    }
  `));
