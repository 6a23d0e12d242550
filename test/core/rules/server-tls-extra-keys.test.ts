import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-tls-extra-keys");

test("an inherited surplus is reported once, where it stands", async () => {
  await check(conf`
    stream {
        include tls.conf;
        server { listen 1 ssl; return x; }
        server { listen 2 ssl; return x; }
    }
    #- tls.conf
    ssl_certificate a.crt;
    ssl_certificate_key a.key;
    ssl_certificate_key b.key;
    #                   ~~~~~ warning: key 2 has no certificate, nginx ignores it
  `);
});

test("not ignored where a server with more certificates inherits the keys", async () => {
  await check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        ssl_certificate_key b.key;
        server { listen 443 ssl; }
        server { listen 444 ssl; ssl_certificate c.crt; ssl_certificate d.crt; }
    }
  `);
});

test("two pairs are two pairs", async () => {
  await check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate rsa.crt; ssl_certificate ec.crt;
            ssl_certificate_key rsa.key; ssl_certificate_key ec.key;
        }
    }
  `);
});

test("the key can be deleted, or get its certificate", async () => {
  const before =
    "http { server { ssl_certificate a.crt; ssl_certificate_key a.key; ssl_certificate_key $0b.key; } }";
  await checkFix(before, "http { server { ssl_certificate a.crt; ssl_certificate_key a.key; } }");
  await checkFix(
    before,
    "http { server { ssl_certificate a.crt; ssl_certificate_key a.key; ssl_certificate_key b.key; ssl_certificate b.crt; } }",
    { title: 'Add "ssl_certificate b.crt"' },
  );
});
