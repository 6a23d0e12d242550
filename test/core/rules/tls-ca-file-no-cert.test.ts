import { test } from "vitest";
import { listFile, sketches } from "../../../core/rules/example-files.ts";
import { ROOT } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-ca-file-no-cert");

const FILES = {
  "ca.p7b": { blocks: [], form: "PKCS#7" } as const,
  "half.crt": pem(...sketches(ROOT).blocks, { kind: "broken", label: "CERTIFICATE" }),
  "ca.crl": listFile(["Root"]),
  "ca.crt": sketches(ROOT),
};

test("refused, not opened, half readable", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate ca.p7b;
      #                               ~~~~~~ error: "ca.p7b" is PKCS#7, but nginx reads only PEM
              ssl_client_certificate ca.p7b;
      #                              ~~~~~~ warning: "ca.p7b" is PKCS#7, but nginx reads only PEM
          }
          server {
              listen 2 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate half.crt;
      #                               ~~~~~~~~ warning: a certificate in "half.crt" can't be decoded
          }
          server {
              listen 3 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate ca.crl;
      #                               ~~~~~~ warning: "ca.crl" holds a revocation list, not a certificate
          }
          server { listen 4 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_trusted_certificate ca.crt; }
      }
    `,
    { files: FILES },
  );
});
