import { test } from "vitest";
import { listFile, sketches } from "../../../core/rules/shared/example-files.ts";
import { ROOT } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-crl-not-crl");

const FILES = {
  "ca.crt": sketches(ROOT),
  "der.crl": { blocks: [], form: "DER" } as const,
  "broken.crl": pem({ kind: "broken", label: "X509 CRL" }),
  "mixed.crl": pem(...sketches(ROOT).blocks, ...listFile(["Root"]).blocks),
};

test("upstreams and clients; a warning where nginx does not look", async () => {
  await check(
    conf`
      http {
          server {
              location /a {
                  proxy_pass https://a; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt;
                  proxy_ssl_crl der.crl;
      #                         ~~~~~~~ error: "der.crl" is DER, but nginx reads only PEM
              }
              location /b {
                  proxy_pass https://a;
                  proxy_ssl_crl ca.crt;
      #                         ~~~~~~ warning: "ca.crt" holds a certificate, not a revocation list
              }
              location /c {
                  proxy_pass https://a; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt;
                  proxy_ssl_crl broken.crl;
      #                         ~~~~~~~~~~ warning: a revocation list in "broken.crl" can't be decoded
              }
              location /d { proxy_pass https://a; proxy_ssl_crl mixed.crl; }
              location /e { proxy_pass https://a; proxy_ssl_crl unread.crl; }
          }
      }
    `,
    { files: FILES },
  );
});
