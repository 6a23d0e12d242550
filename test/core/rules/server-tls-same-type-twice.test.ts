import { test } from "vitest";
import { certificate, pair, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-tls-same-type-twice");

const FILES = {
  ...pair("a"),
  ...pair("b"),
  ...pair("p256", "EC"),
  ...pair("p384", "EC"),
};

test("curves are of one type; the last of three is presented", async () => {
  await check(
    conf`
      stream {
          server {
              listen 1 ssl;
              return x;
              ssl_certificate p256.crt; ssl_certificate_key p256.key;
      #                       ~~~~~~~~ warning: a later EC certificate replaces this one: it is never presented
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate p384.crt; ssl_certificate_key p384.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("different types are what several certificates are for", async () => {
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate p256.crt; ssl_certificate_key p256.key;
          }
          server { listen 443 ssl; ssl_certificate b.crt; ssl_certificate_key b.key; }
      }
    `,
    { files: FILES },
  );
});

test("files that could not be read say nothing", async () => {
  await check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate a.crt; ssl_certificate_key a.key;
            ssl_certificate b.crt; ssl_certificate_key b.key;
        }
    }
  `);
});

test("the fix takes the key along", async () => {
  await checkFix(
    conf`
      http {
          server {
              ssl_certificate $0a.crt;
              ssl_certificate b.crt;
              ssl_certificate_key a.key;
              ssl_certificate_key b.key;
          }
      }
    `,
    conf`
      http {
          server {
              ssl_certificate b.crt;
              ssl_certificate_key b.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("where keys can't be read, the certificates tell it", async () => {
  const files = { "a.crt": pem(certificate("a")), "b.crt": pem(certificate("b")) };
  await check(
    conf`
      http {
          server {
              listen 1 ssl;
              ssl_certificate a.crt; ssl_certificate_key hidden.key;
      #                       ~~~~~ warning: a later RSA certificate replaces this one: it is never presented
              ssl_certificate b.crt; ssl_certificate_key hidden2.key;
          }
      }
    `,
    { files },
  );
});
