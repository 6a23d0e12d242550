import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-weak-rsa");

const rsa = (bits: number) => ({ type: "RSA", bits, curve: undefined }) as const;
const FILES = {
  "rsa1024.crt": sketches({ name: "a", key: rsa(1024) }),
  "rsa2047.crt": sketches({ name: "b", key: rsa(2047) }),
  "ec192.crt": sketches({ name: "c", key: { type: "EC", bits: 192, curve: "prime192v1" } }),
  "ec256.crt": sketches({ name: "d", key: { type: "EC", bits: 256, curve: "prime256v1" } }),
  "ed.crt": sketches({ name: "e", key: { type: "Ed25519", bits: undefined, curve: undefined } }),
  "ca.crt": sketches(
    { name: "f" },
    { name: "Example CA", issuer: "R", isCa: true, key: rsa(1024) },
  ),
};

test("RSA under 2048 and curves under 224 bits, also of a CA in the chain", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate rsa2047.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~~~ error: the key of "b" is RSA with 2047 bits; OpenSSL asks for 2048
          server { listen 1 ssl; ssl_certificate ec192.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~ error: the key of "c" is EC with 192 bits; OpenSSL asks for 224
          server { listen 1 ssl; ssl_certificate ca.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~ error: the key of "Example CA" is RSA with 1024 bits; OpenSSL asks for 2048
          server { listen 1 ssl; ssl_certificate ec256.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate ed.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});

test("a warning where the cipher string lowers the level", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_ciphers DEFAULT:@SECLEVEL=1;
              ssl_certificate rsa1024.crt; ssl_certificate_key a.key;
      #                       ~~~~~~~~~~~ warning: the key of "a" is RSA with 1024 bits; OpenSSL asks for 2048
              location / {
                  proxy_pass https://a;
                  proxy_ssl_certificate rsa1024.crt; proxy_ssl_certificate_key a.key;
      #                                 ~~~~~~~~~~~ error: the key of "a" is RSA with 1024 bits; OpenSSL asks for 2048
              }
          }
      }
    `,
    { files: FILES },
  );
});
