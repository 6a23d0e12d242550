import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-tickets-no-rotation");

test("the default server counts", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_session_cache builtin:100; }
    #                   ~~~ hint: the key of session tickets is never renewed: there is no shared session cache
        server { listen 443 ssl; ssl_session_cache shared:A:10m; }
        server { listen 444 ssl; ssl_session_cache shared:A:10m; }
        server { listen 445 ssl; ssl_session_ticket_key a.key; }
        server { listen 446 ssl; ssl_session_tickets off; }
        server { listen 80; }
    }
  `));
