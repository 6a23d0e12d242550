import { test } from "vitest";
import { listFile, sketches } from "../../../core/rules/shared/example-files.ts";
import { LOWEST, MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-crl-incomplete");

const FILES = {
  "all.crt": sketches(ROOT, MIDDLE, LOWEST),
  "with-list.crt": pem(...sketches(ROOT).blocks, ...listFile(["Root"]).blocks),
  "root.crl": listFile(["Root"]),
  "middle.crl": listFile(["Middle"]),
  "leaf.crt": sketches(ROOT, { name: "a.example.com", issuer: "Root" }),
  "none.crl": sketches(ROOT),
};

test("several lists are missing", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_verify_client on; ssl_client_certificate all.crt;
              ssl_crl root.crl;
      #               ~~~~~~~~ warning: the file has no list of the CA "Middle", nor of 1 more: what it signed is refused
          }
          server { listen 2 ssl; ssl_client_certificate all.crt; ssl_crl root.crl; }
      }
    `,
    { files: FILES },
  );
});

test("lists among the CAs count, leaves need none, a file without lists is another rule's", async () => {
  await check(verifying("with-list.crt", "proxy_ssl_crl root.crl;"), { files: FILES });
  await check(verifying("leaf.crt", "proxy_ssl_crl root.crl;"), { files: FILES });
  await check(verifying("all.crt", "proxy_ssl_crl none.crl;"), { files: FILES });
});
