import { test } from "vitest";
import { certificate, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("cipher-cert-mismatch");

const FILES = {
  "rsa.crt": pem(certificate("rsa")),
  "ec.crt": pem(certificate("ec", "EC")),
  "ed.crt": pem(certificate("ed", "Ed25519")),
  "dsa.crt": pem(certificate("dsa", "DSA")),
};

test("RSA suites with EC keys and the reverse", async () => {
  await check(
    conf`
      http {
          ssl_protocols TLSv1.2;
          server {
              listen 1 ssl; ssl_ciphers AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;
      #                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: no selected suite works with the EC certificate: every handshake fails
              ssl_certificate ec.crt; ssl_certificate_key a.key;
          }
          server {
              listen 2 ssl; ssl_ciphers "ECDHE-RSA-AES128-GCM-SHA256";
      #                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: no selected suite works with the EC or Ed25519 certificate: every handshake fails
              ssl_certificate ec.crt; ssl_certificate_key a.key;
              ssl_certificate ed.crt; ssl_certificate_key b.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("silent with one suite that fits, with TLS 1.3, and where a type is not known", async () => {
  await check(
    conf`
      http {
          ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256; ssl_protocols TLSv1.2;
          server { listen 1 ssl; ssl_certificate ec.crt; ssl_certificate_key a.key; }
          server { listen 2 ssl; ssl_certificate ed.crt; ssl_certificate_key a.key; }
          server { listen 3 ssl; ssl_certificate rsa.crt; ssl_certificate_key a.key; ssl_protocols TLSv1.3; }
          server { listen 4 ssl; ssl_certificate other.crt; ssl_certificate_key a.key; }
          server { listen 5 ssl; ssl_certificate dsa.crt; ssl_certificate_key a.key; }
          server { listen 6; ssl_certificate rsa.crt; ssl_certificate_key a.key; }
          server {
              listen 7 ssl;
              ssl_certificate rsa.crt; ssl_certificate_key a.key;
              ssl_certificate ec.crt; ssl_certificate_key b.key;
          }
          server { listen 8 ssl; ssl_certificate ec.crt; ssl_certificate_key a.key; ssl_protocols TLSv1.2 TLSv1.3; }
          server { listen 8 ssl; ssl_certificate rsa.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});
