import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("reject-handshake-with-cert");

test("its own certificate only", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl default_server; ssl_reject_handshake on; }
        server { listen 443 ssl; ssl_reject_handshake on; ssl_certificate b.crt; ssl_certificate_key b.key; }
    #                                                     ~~~~~~~~~~~~~~~ hint: certificate is never shown: this server rejects every handshake
        server { listen 443 ssl; ssl_reject_handshake off; ssl_certificate b.crt; ssl_certificate_key b.key; }
    }
  `));
