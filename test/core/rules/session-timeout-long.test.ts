import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-timeout-long");

test("in all units", () =>
  check(conf`
    http {
        ssl_session_timeout 1d;
        server { listen 443 ssl; ssl_session_timeout 25h; }
    #                                                ~~~ hint: sessions can be resumed for longer than policy mozilla-intermediate 6.0 allows: one day
        server { listen 444 ssl; ssl_session_timeout 86401; }
    #                                                ~~~~~ hint: sessions can be resumed for longer than policy mozilla-intermediate 6.0 allows: one day
        server { listen 445 ssl; ssl_session_timeout 1w; }
    #                                                ~~ hint: sessions can be resumed for longer than policy mozilla-intermediate 6.0 allows: one day
        server { listen 446 ssl; ssl_session_timeout 1w1s; }
    #                                                ~~~~ warning: TLS 1.3 allows sessions to be resumed for seven days at most
        server { listen 447 ssl; ssl_session_timeout 5m; }
        server { listen 448 ssl; ssl_session_timeout soon; }
    }
  `));
