import { test } from "vitest";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-dhparam-weak");

const FILES = {
  dh1024: pem({ kind: "dh-parameters", bits: 1024 }),
  dh4096: pem({ kind: "dh-parameters", bits: 4096 }),
  broken: pem({ kind: "broken", label: "DH PARAMETERS" }),
  empty: { blocks: [], form: "empty" } as const,
};

test("the security level and the server decide whether nginx starts", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_ciphers DEFAULT@SECLEVEL=1;
              ssl_dhparam dh1024;
      #                   ~~~~~~ warning: Diffie-Hellman with 1024 bits; OpenSSL asks for 2048
          }
          server {
              listen 2;
              ssl_dhparam dh1024;
      #                   ~~~~~~ warning: Diffie-Hellman with 1024 bits; OpenSSL asks for 2048
          }
          server {
              listen 3 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_dhparam empty;
      #                   ~~~~~ error: "empty" is empty
          }
          server {
              listen 4 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_dhparam broken;
      #                   ~~~~~~ warning: the parameters in "broken" can't be decoded
          }
          server { listen 5 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_dhparam dh4096; }
      }
    `,
    { files: FILES },
  );
});
