import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-tls-key-without-cert");

test("in http, stream and mail; a note where the server is plain", async () => {
  await check(conf`
    http {
        server { listen 80; ssl_certificate_key a.key; }
    #                                           ~~~~~ information: "ssl_certificate_key" has no "ssl_certificate"
    }
    stream {
        ssl_certificate_key b.key;
    #                       ~~~~~ warning: "ssl_certificate_key" has no "ssl_certificate"
        server { listen 1 ssl; return x; }
        server { listen 2; return x; }
    }
    mail {
        server { listen 993 ssl; protocol imap; ssl_certificate_key c.key; }
    #                                                               ~~~~~ warning: "ssl_certificate_key" has no "ssl_certificate"
    }
  `);
});

test("a key that one server uses may be inherited by others", async () => {
  await check(conf`
    http {
        ssl_certificate_key a.key;
        server { listen 80; }
        server { listen 443 ssl; ssl_certificate a.crt; }
    }
  `);
});

test("milder in a fragment", async () => {
  await check(conf`
    server {
        listen 443 ssl;
        ssl_certificate_key a.key;
    #                       ~~~~~ information: "ssl_certificate_key" has no "ssl_certificate"
    }
  `);
});

test("the certificate is put beside the key", async () => {
  await checkFix(
    "http { server { listen 443 ssl; ssl_certificate_key $0/etc/pki/tls/private/a.key; } }",
    "http { server { listen 443 ssl; ssl_certificate_key /etc/pki/tls/private/a.key; ssl_certificate /etc/pki/tls/certs/a.crt; } }",
  );
});
