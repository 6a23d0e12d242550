import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("session-ticket-key-size");

const FILES = {
  one: { status: "read", size: 1, pem: { blocks: [] } },
  t81: { status: "read", size: 81, pem: { blocks: [] } },
  gone: { status: "missing" },
} as const;

test("also with tickets off; a warning where nginx does not look", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_session_tickets off;
              ssl_session_ticket_key t81;
      #                              ~~~ error: "t81" has 81 bytes; nginx wants 80, or 48
          }
          server {
              listen 2;
              ssl_session_ticket_key one;
      #                              ~~~ warning: "one" has 1 byte; nginx wants 80, or 48
          }
          server { listen 3 ssl; ssl_session_ticket_key gone; ssl_session_ticket_key other; }
      }
    `,
    { files: FILES },
  );
});
