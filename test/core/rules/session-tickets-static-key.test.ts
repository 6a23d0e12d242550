import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-tickets-static-key");

test("once for a block; an older key is taken note of", () =>
  check(conf`
    http {
        ssl_session_ticket_key now.key;
    #   ~~~~~~~~~~~~~~~~~~~~~~ information: the ticket key must be renewed by hand
        ssl_session_ticket_key before.key;
        server { listen 443 ssl; }
        server { listen 444 ssl; ssl_session_ticket_key own.key; }
    #                            ~~~~~~~~~~~~~~~~~~~~~~ information: the ticket key must be renewed by hand, with no older key for tickets still out
        server { listen 445 ssl; ssl_session_tickets off; ssl_session_ticket_key unused.key; }
    }
  `));

test("not the key of a server that is never the default one", () =>
  check(conf`
    http {
        server { listen 443 ssl; }
        server { listen 443 ssl; ssl_session_ticket_key never.key; }
        server { listen 443 ssl; listen 444 ssl; ssl_session_ticket_key some.key; }
    #                                            ~~~~~~~~~~~~~~~~~~~~~~ information: the ticket key must be renewed by hand, with no older key for tickets still out
    }
  `));
