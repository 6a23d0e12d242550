import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-ticket-key-unused");

test("every server that uses the key has tickets off", () =>
  check(conf`
    http {
        ssl_session_tickets off;
        ssl_session_ticket_key a.key;
    #   ~~~~~~~~~~~~~~~~~~~~~~ warning: key is never used: "ssl_session_tickets" is off
        server { listen 443 ssl; }
        server { listen 444 ssl; ssl_session_tickets ON; ssl_session_ticket_key b.key; }
        server { listen 445 ssl; ssl_session_tickets OFF; ssl_session_ticket_key c.key; ssl_session_ticket_key d.key; }
    #                                                     ~~~~~~~~~~~~~~~~~~~~~~ warning: key is never used: "ssl_session_tickets" is off
    #                                                                                   ~~~~~~~~~~~~~~~~~~~~~~ warning: key is never used: "ssl_session_tickets" is off
    }
  `));

test("one server has them on, or none is in sight", async () => {
  await check(conf`
    http {
        ssl_session_ticket_key a.key;
        server { listen 443 ssl; ssl_session_tickets off; }
        server { listen 444 ssl; }
    }
  `);
  await check(conf`
    ssl_session_tickets off;
    ssl_session_ticket_key a.key;
    #~~~~~~~~~~~~~~~~~~~~~ warning: key is never used: "ssl_session_tickets" is off
  `);
});
