import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-in-cert-dir");

test("keys of upstreams, tickets and pass phrases, too", () =>
  check(conf`
    http {
        proxy_ssl_certificate_key /usr/share/nginx/a.key;
    #                             ~~~~~~~~~~~~~~~~~~~~~~ hint: a key in "/usr/share", which is open to everybody
        ssl_session_ticket_key /etc/ssl/certs/../certs/ticket.key;
    #                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: a key in "/etc/ssl/certs", which is open to everybody
        ssl_certificate /etc/ssl/certs/a.crt;
        ssl_certificate_key /etc/ssl/certs-private/a.key;
        ssl_certificate_key /etc/ssl/certs/$name.key;
        ssl_certificate_key certs/a.key;
    }
  `));
